<%@ tag description="Which part of the list this is, and the way to the others" pageEncoding="UTF-8" %>
<%@ attribute name="list" required="true" type="org.poolwarden.console.list.Listing" %>
<%@ attribute name="csv" required="true" description="the address of the same as a file" %>
<%@ attribute name="complete" required="true" type="java.lang.Boolean" description="whether nothing is missing in that file" %>
<%@ attribute name="key" description="of the text of how many there are; pager.of if it is absent" %>
<%@ attribute name="older" description="the address of what follows the last page" %>
<%@ attribute name="newest" description="the address of the beginning, if this is not it" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<p class="pager">
  <span role="status"><fmt:message key="${empty key ? 'pager.of' : key}"><fmt:param value="${list.from()}"/><fmt:param value="${list.to()}"/><fmt:param value="${list.matched()}"/><fmt:param value="${list.total()}"/></fmt:message></span>
  <c:if test="${not empty list.previous()}"><a rel="prev" href="${fn:escapeXml(list.previous().toString())}"><fmt:message key="pager.previous"/></a></c:if>
  <c:if test="${not empty list.next()}"><a rel="next" href="${fn:escapeXml(list.next().toString())}"><fmt:message key="pager.next"/></a></c:if>
  <c:if test="${not empty newest}"><a href="${fn:escapeXml(newest)}"><fmt:message key="pager.first"/></a></c:if>
  <c:if test="${not empty older}"><a href="${fn:escapeXml(older)}"><fmt:message key="pager.older"/></a></c:if>
  <a href="${fn:escapeXml(csv)}" download><fmt:message key="${complete ? 'pager.csv' : 'pager.csv.incomplete'}"/></a>
</p>
