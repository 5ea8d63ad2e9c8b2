<%@ tag description="The head of a column that can be sorted by" pageEncoding="UTF-8" %>
<%@ attribute name="key" required="true" %>
<%@ attribute name="by" required="true" %>
<%@ attribute name="number" %>
<%@ attribute name="also" description="frees, if the column can be sorted by that too" %>
<%@ attribute name="list" required="true" type="org.poolwarden.console.list.Listing" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<th scope="col" role="columnheader"<c:if test="${not empty number}"> class="pf-v6-c-table__th number"</c:if> aria-sort="${fn:escapeXml(not empty also and list.direction(by) eq 'none' ? list.direction(also) : list.direction(by))}"><a href="${fn:escapeXml(list.sortedBy(by).toString())}"><fmt:message key="${key}"/><span class="arrow" aria-hidden="true"><c:choose><c:when test="${list.direction(by) eq 'descending'}"> ↓</c:when><c:when test="${list.direction(by) eq 'ascending'}"> ↑</c:when></c:choose></span></a><c:if test="${not empty also}"> <a class="line" href="${fn:escapeXml(list.sortedBy(also).toString())}"><fmt:message key="column.frees"/><span class="arrow" aria-hidden="true"><c:choose><c:when test="${list.direction(also) eq 'descending'}"> ↓</c:when><c:when test="${list.direction(also) eq 'ascending'}"> ↑</c:when></c:choose></span></a></c:if></th>
