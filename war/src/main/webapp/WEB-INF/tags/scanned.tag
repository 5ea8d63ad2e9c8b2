<%@ tag description="From when a page is" pageEncoding="UTF-8" %>
<%@ attribute name="scan" required="true" type="org.poolwarden.console.view.ScanView" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<p class="scanned">
  <c:choose>
  <c:when test="${empty scan.at()}"><fmt:message key="scan.none"/></c:when>
  <c:otherwise><fmt:message key="scan.at"><fmt:param value="${fn:escapeXml(scan.at())}"/><fmt:param value="${fn:escapeXml(scan.age())}"/><fmt:param value="${fn:escapeXml(scan.took())}"/></fmt:message></c:otherwise>
  </c:choose>
</p>
