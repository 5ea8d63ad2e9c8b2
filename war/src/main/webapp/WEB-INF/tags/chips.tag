<%@ tag description="The filters that the address has, each with the way to the list without it" pageEncoding="UTF-8" %>
<%@ attribute name="list" required="true" type="org.poolwarden.console.list.Listing" %>
<%@ attribute name="besides" description="a filter that is shown elsewhere" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<c:forEach items="${list.filters()}" var="filter"><c:if test="${filter.key ne besides}"><a class="chip set" href="${fn:escapeXml(list.with(filter.key, null))}"><fmt:message key="filter.${filter.key}"/> <b><c:out value="${filter.value}"/></b> <span aria-hidden="true">×</span><span class="hidden"><fmt:message key="filter.remove"/></span></a></c:if></c:forEach>
