<%@ tag description="The head of a column that can be sorted by" pageEncoding="UTF-8" %>
<%@ attribute name="key" required="true" %>
<%@ attribute name="by" required="true" %>
<%@ attribute name="number" %>
<%@ attribute name="list" required="true" type="org.poolwarden.console.list.Listing" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<th scope="col" role="columnheader"<c:if test="${not empty number}"> class="number"</c:if> aria-sort="${fn:escapeXml(list.direction(by))}"><a href="${fn:escapeXml(list.sortedBy(by).toString())}"><fmt:message key="${key}"/><span class="arrow" aria-hidden="true"><c:choose><c:when test="${list.direction(by) eq 'descending'}"> ↓</c:when><c:when test="${list.direction(by) eq 'ascending'}"> ↑</c:when></c:choose></span></a></th>
