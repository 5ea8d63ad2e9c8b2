<%@ tag description="From when a page is, and what could not be seen" pageEncoding="UTF-8" %>
<%@ attribute name="look" required="true" type="org.poolwarden.console.view.ScanView" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="p" tagdir="/WEB-INF/tags" %>
<p class="looked">
  <c:choose>
  <c:when test="${empty look.at()}"><fmt:message key="look.none"/></c:when>
  <c:otherwise><fmt:message key="look.at"><fmt:param value="${fn:escapeXml(look.at())}"/><fmt:param value="${fn:escapeXml(look.age())}"/><fmt:param value="${fn:escapeXml(look.took())}"/></fmt:message></c:otherwise>
  </c:choose>
</p>
<c:if test="${not empty look.late()}"><p class="late" role="status"><fmt:message key="look.late"><fmt:param value="${fn:escapeXml(look.late())}"/></fmt:message></p></c:if>
<p:problems problems="${look.problems()}"/>
