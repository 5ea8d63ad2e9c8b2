<%@ tag description="What a session does, or why it cannot be seen" pageEncoding="UTF-8" %>
<%@ attribute name="session" required="true" type="org.poolwarden.console.view.SessionView" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<c:set var="one" value="${session.session()}"/>
<c:choose>
  <c:when test="${not session.open()}"><span class="quiet"><fmt:message key="access.${session.access()}"/></span></c:when>
  <c:otherwise><c:out value="${one.status()}"/>
    <c:choose>
      <c:when test="${one.isActive()}"><span class="line"><fmt:message key="status.running"/> <c:out value="${session.lastCall()}"/></span></c:when>
      <c:when test="${not one.isKilled()}"><span class="line"><fmt:message key="status.idle"/> <c:out value="${session.lastCall()}"/></span></c:when>
    </c:choose>
    <c:if test="${not empty one.event()}"><span class="line quiet"><c:out value="${one.event()}"/></span></c:if>
    <c:if test="${one.rollingBack()}"><em class="line warn"><fmt:message key="status.rollback"/></em></c:if>
  </c:otherwise>
</c:choose>
