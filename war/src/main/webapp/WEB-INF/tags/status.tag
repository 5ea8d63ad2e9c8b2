<%@ tag description="What the session does, or why it cannot be seen" pageEncoding="UTF-8" %>
<%@ attribute name="lease" required="true" type="org.poolwarden.console.LeaseView" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<c:choose>
  <c:when test="${not lease.open()}"><span class="quiet"><fmt:message key="access.${lease.access()}"/></span></c:when>
  <c:otherwise><c:out value="${lease.session().status()}"/>
    <c:choose>
      <c:when test="${lease.session().isActive()}"><span class="line"><fmt:message key="status.running"/> <c:out value="${lease.lastCall()}"/></span></c:when>
      <c:when test="${not lease.session().isKilled()}"><span class="line"><fmt:message key="status.idle"/> <c:out value="${lease.lastCall()}"/></span></c:when>
    </c:choose>
    <c:if test="${not empty lease.session().event()}"><span class="line quiet"><c:out value="${lease.session().event()}"/></span></c:if>
    <c:if test="${lease.session().rollingBack()}"><em class="line warn"><fmt:message key="status.rollback"/></em></c:if>
  </c:otherwise>
</c:choose>
