<%@ tag description="What could not be read, and whether the page waits for a database" pageEncoding="UTF-8" %>
<%@ attribute name="scan" required="true" type="org.poolwarden.console.view.ScanView" %>
<%@ attribute name="brief" type="java.lang.Boolean" description="whether the page says elsewhere from when it is" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="p" tagdir="/WEB-INF/tags" %>
<c:if test="${not brief}"><p:scanned scan="${scan}"/></c:if>
<c:if test="${not empty scan.late()}"><p class="late" role="status"><fmt:message key="scan.late"><fmt:param value="${fn:escapeXml(scan.late())}"/></fmt:message></p></c:if>
<p:problems problems="${scan.problems()}"/>
