<%@ tag description="A number that leads to what it counts" pageEncoding="UTF-8" %>
<%@ attribute name="key" required="true" description="of the text" %>
<%@ attribute name="value" required="true" type="java.lang.Integer" description="null if it is not known" %>
<%@ attribute name="to" required="true" description="where it leads" %>
<%@ attribute name="bad" required="true" description="danger or warning: what any other number than 0 is" %>
<%@ attribute name="sure" required="true" type="java.lang.Boolean" description="whether all was read that it counts" %>
<%@ attribute name="unknown" type="java.lang.Integer" description="of how many it is not known" %>
<%@ attribute name="sum" type="org.poolwarden.console.fleet.FleetSum" description="from how many nodes it is, if it is a sum" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<li class="pf-v6-c-card pf-m-compact tile ${fn:escapeXml(empty value ? 'warning' : value > 0 ? bad : not sure or not empty unknown and unknown > 0 ? 'unsure' : 'well')}"><a href="${fn:escapeXml(to)}"><b class="count"><c:choose><c:when test="${empty value}"><span class="word"><fmt:message key="unknown"/></span></c:when><c:otherwise><fmt:formatNumber value="${value}"/></c:otherwise></c:choose></b>
<span><fmt:message key="${key}"><fmt:param value="${empty value ? 0 : value}"/></fmt:message></span><c:if test="${not empty unknown and unknown > 0}"><span class="quiet"><fmt:message key="tile.unknown"><fmt:param value="${unknown}"/></fmt:message></span></c:if><c:if test="${not empty sum}"><span class="quiet"><fmt:message key="${sum.complete() ? 'fleet.sum.all' : 'fleet.sum'}"><fmt:param value="${sum.nodes()}"/><fmt:param value="${sum.of()}"/></fmt:message></span></c:if></a></li>
