<%@ tag description="From when a page is, and what could not be read" pageEncoding="UTF-8" %>
<%@ attribute name="scan" required="true" type="org.poolwarden.console.view.ScanView" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="p" tagdir="/WEB-INF/tags" %>
<p class="scanned">
  <c:choose>
  <c:when test="${empty scan.at()}"><fmt:message key="scan.none"/></c:when>
  <c:otherwise><fmt:message key="scan.at"><fmt:param value="${fn:escapeXml(scan.at())}"/><fmt:param value="${fn:escapeXml(scan.age())}"/><fmt:param value="${fn:escapeXml(scan.took())}"/></fmt:message></c:otherwise>
  </c:choose>
</p>
<c:if test="${not empty scan.late()}"><p class="late" role="status"><fmt:message key="scan.late"><fmt:param value="${fn:escapeXml(scan.late())}"/></fmt:message></p></c:if>
<p:problems problems="${scan.problems()}"/>
