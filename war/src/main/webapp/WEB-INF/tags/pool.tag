<%@ tag description="One pool: its counts, a bar of them and its last hour" pageEncoding="UTF-8" %>
<%@ attribute name="pool" required="true" type="org.poolwarden.console.view.PoolView" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<h3><c:out value="${pool.status().name()}"/></h3>
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
</c:otherwise>
</c:choose>
<c:if test="${pool.readable() and not pool.complete()}"><p class="warn"><fmt:message key="pool.incomplete"/></p></c:if>
<c:if test="${not pool.readable()}"><p class="quiet"><fmt:message key="pool.unsupported"/></p></c:if>
<c:if test="${pool.timeline().drawn()}">
<fmt:message key="timeline" var="told"><fmt:param value="${pool.timeline().minutes()}"/><fmt:param value="${pool.timeline().maxInUse()}"/><fmt:param value="${pool.timeline().maxLeaked()}"/><fmt:param value="${pool.timeline().kills().size()}"/></fmt:message>
<svg class="timeline" viewBox="0 0 360 40" preserveAspectRatio="none" role="img" aria-label="<c:out value='${told}'/>">
  <path class="used" d="${fn:escapeXml(pool.timeline().inUse())}"/>
  <path class="suspect" d="${fn:escapeXml(pool.timeline().suspect())}"/>
  <path class="leaked" d="${fn:escapeXml(pool.timeline().leaked())}"/>
  <c:forEach items="${pool.timeline().kills()}" var="mark"><line class="mark" x1="${fn:escapeXml(mark.x())}" x2="${fn:escapeXml(mark.x())}" y1="0" y2="40"><title><fmt:message key="pool.kill"/> <c:out value="${mark.at()}"/></title></line></c:forEach>
</svg>
<p class="axis quiet" aria-hidden="true"><span><fmt:message key="timeline.from"/></span><span><fmt:message key="timeline.now"/></span></p>
</c:if>
