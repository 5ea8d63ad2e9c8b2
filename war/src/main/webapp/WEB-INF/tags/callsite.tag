<%@ tag description="The frame that borrowed, its package below" pageEncoding="UTF-8" %>
<%@ attribute name="lease" required="true" type="org.poolwarden.console.view.LeaseView" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<c:choose>
  <c:when test="${empty lease.frame()}"><span class="quiet"><fmt:message key="unknown"/></span></c:when>
  <c:otherwise><code>${fn:replace(fn:escapeXml(lease.frame()), '(', '<wbr>(')}</code>
    <c:if test="${not empty lease.framePackage()}"><span class="line quiet package"><c:out value="${lease.framePackage()}"/></span></c:if>
  </c:otherwise>
</c:choose>
