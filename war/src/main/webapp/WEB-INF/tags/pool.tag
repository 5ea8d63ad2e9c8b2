<%@ tag description="One pool: its counts, a bar of them and its last minutes" pageEncoding="UTF-8" %>
<%@ attribute name="card" required="true" type="org.poolwarden.console.overview.PoolCard" %>
<%@ attribute name="span" required="true" description="how many minutes the timeline goes back" %>
<%@ attribute name="judge" required="true" type="java.lang.Boolean" description="whether the reader may have it judged" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="p" tagdir="/WEB-INF/tags" %>
<c:set var="pool" value="${card.pool()}"/>
<h3><a href="<c:url value='/leases'><c:param name='pool' value='${pool.status().name()}'/></c:url>"><c:out value="${card.name()}"/></a> <c:if test="${card.name() ne pool.status().name()}"><span class="quiet"><c:out value="${pool.status().name()}"/></span></c:if></h3>
<c:choose>
<c:when test="${not pool.counted()}"><p class="quiet"><fmt:message key="pool.uncounted"/></p></c:when>
<c:otherwise>
<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
  <rect class="room" width="100" height="8"/>
  <rect class="used" width="${fn:escapeXml(pool.usedWidth())}" height="8"/>
  <rect class="suspect" width="${fn:escapeXml(pool.suspectWidth())}" height="8"/>
  <rect class="leaked" width="${fn:escapeXml(pool.leakedWidth())}" height="8"/>
</svg>
<p><fmt:message key="pool.counts"><fmt:param value="${pool.status().inUse()}"/><fmt:param value="${pool.status().max()}"/><fmt:param value="${pool.status().available()}"/></fmt:message>
  <c:if test="${pool.leaked() > 0}"><b class="warn"><fmt:message key="pool.leaked"><fmt:param value="${pool.leaked()}"/></fmt:message></b></c:if>
  <c:if test="${pool.suspect() > 0}"><b class="amber"><fmt:message key="pool.suspect"><fmt:param value="${pool.suspect()}"/></fmt:message></b></c:if>
  <c:if test="${pool.status().waiters() > 0}"><b class="warn"><fmt:message key="pool.waiters"><fmt:param value="${pool.status().waiters()}"/></fmt:message></b></c:if>
  <c:if test="${not empty pool.oldest()}"><span class="quiet"><fmt:message key="pool.oldest"/> <c:out value="${pool.oldest()}"/></span></c:if>
  <c:if test="${pool.exhausted()}"><b class="line warn"><fmt:message key="pool.exhausted"/></b></c:if>
</p>
<c:if test="${not empty card.holders()}">
<p class="holders"><span class="line"><fmt:message key="${pool.complete() ? 'pool.holders' : 'pool.holders.unjudged'}"/></span>
  <c:forEach items="${card.holders()}" var="holder"><span class="line"><b><c:out value="${holder.count()}"/></b> <c:choose><c:when test="${empty holder.lease().borrower().callSite()}"><fmt:message key="groups.unknown"/></c:when><c:otherwise><a href="<c:url value='/leases'><c:param name='pool' value='${pool.status().name()}'/><c:param name='site' value='${holder.lease().borrower().callSite()}'/></c:url>"><code><c:out value="${holder.lease().frame()}"/></code></a></c:otherwise></c:choose> <span class="quiet"><fmt:message key="groups.oldest"/> <c:out value="${holder.lease().age()}"/></span></span></c:forEach></p>
</c:if>
<c:if test="${not empty card.judged()}"><p class="judged"><span><fmt:message key="pool.judged"><fmt:param value="${fn:escapeXml(card.judged().after())}"/><fmt:param value="${fn:escapeXml(card.judged().until())}"/><fmt:param value="${fn:escapeXml(card.judged().setBy())}"/></fmt:message></span>
  <c:if test="${judge}"><form class="bare" method="post" action="<c:url value='/judge'/>"><input type="hidden" name="pool" value="${fn:escapeXml(pool.status().name())}"><input type="hidden" name="token" value="${fn:escapeXml(requestScope.token)}"><button class="pf-v6-c-button pf-m-link pf-m-inline pf-m-small" type="submit"><fmt:message key="pool.judge.back"/></button></form></c:if></p></c:if>
<c:if test="${judge and empty card.judged() and not empty card.holders()}">
<form class="bare" method="post" action="<c:url value='/judge'/>"><input type="hidden" name="pool" value="${fn:escapeXml(pool.status().name())}"><input type="hidden" name="now" value="yes"><input type="hidden" name="token" value="${fn:escapeXml(requestScope.token)}"><button class="pf-v6-c-button pf-m-secondary pf-m-small plain" type="submit" aria-describedby="judge-help"><fmt:message key="pool.judge"/></button></form>
</c:if>
</c:otherwise>
</c:choose>
<c:if test="${pool.readable() and not pool.complete()}"><p class="warn"><fmt:message key="pool.incomplete"/></p></c:if>
<c:if test="${not pool.readable()}"><p class="quiet"><fmt:message key="pool.unsupported"/></p></c:if>
<c:if test="${pool.timeline().drawn()}">
<fmt:message key="timeline" var="told"><fmt:param value="${pool.timeline().minutes()}"/><fmt:param value="${pool.timeline().maxInUse()}"/><fmt:param value="${pool.timeline().maxLeaked()}"/><fmt:param value="${pool.timeline().kills().size()}"/></fmt:message>
<div class="chart"><span class="scale quiet" aria-hidden="true"><span><c:out value="${pool.timeline().max()}"/></span><span>0</span></span>
<svg class="timeline" viewBox="0 0 360 40" preserveAspectRatio="none" role="img" aria-label="<c:out value='${told}'/>">
  <title><c:out value="${told}"/></title>
  <path class="room" d="${fn:escapeXml(pool.timeline().room())}"/>
  <path class="used" d="${fn:escapeXml(pool.timeline().inUse())}"/>
  <path class="suspect" d="${fn:escapeXml(pool.timeline().suspect())}"/>
  <path class="leaked" d="${fn:escapeXml(pool.timeline().leaked())}"/>
  <c:forEach items="${pool.timeline().kills()}" var="mark"><line class="mark" x1="${fn:escapeXml(mark.x())}" x2="${fn:escapeXml(mark.x())}" y1="0" y2="40"><title><fmt:message key="pool.kill"/> <c:out value="${mark.at()}"/></title></line></c:forEach>
</svg></div>
<p class="axis quiet" aria-hidden="true"><span><fmt:message key="timeline.from.${span}"/></span><span><fmt:message key="timeline.now"/></span></p>
</c:if>
