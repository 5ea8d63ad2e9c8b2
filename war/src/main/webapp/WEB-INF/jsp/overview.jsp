<%@ page contentType="text/html;charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="p" tagdir="/WEB-INF/tags" %>
<fmt:message key="overview.title" var="title"/>
<p:page title="${title}" here="overview" every="${every}">
<form class="bar-form" method="get" action="<c:url value='/'/>"><p:every value="${every}"/><button class="plain" type="submit"><fmt:message key="apply"/></button></form>
<div id="live" class="live" data-live>
<p:scan scan="${scan}"/>
<c:if test="${running > 0}"><p class="running"><a href="<c:url value='/kills'/>"><fmt:message key="overview.running"><fmt:param value="${running}"/></fmt:message></a></p></c:if>

<section aria-labelledby="pools">
  <h2 id="pools"><fmt:message key="leases.pools"/></h2>
  <c:if test="${empty pools}"><p class="empty"><fmt:message key="pool.none"/></p></c:if>
  <ul class="pools">
  <c:forEach items="${pools}" var="pool"><li><p:pool pool="${pool}"/></li></c:forEach>
  </ul>
  <p class="legend" aria-hidden="true"><span class="swatch leaked"></span><fmt:message key="verdict.LEAKED"/> <span class="swatch suspect"></span><fmt:message key="verdict.SUSPECT"/> <span class="swatch used"></span><fmt:message key="verdict.IN_USE"/> <span class="swatch room"></span><fmt:message key="pool.free"/> <span class="swatch mark"></span><fmt:message key="pool.kill"/></p>
</section>

<section aria-labelledby="groups">
  <h2 id="groups"><fmt:message key="groups.title"/></h2>
  <c:if test="${empty groups}">
    <p class="empty"><c:choose><c:when test="${scan.complete()}"><fmt:message key="groups.empty"><fmt:param value="${total}"/></fmt:message></c:when><c:otherwise><fmt:message key="groups.empty.blind"/></c:otherwise></c:choose></p>
  </c:if>
  <c:if test="${not empty groups and not scan.complete()}">
    <p class="empty"><fmt:message key="leases.empty.blind"/></p>
  </c:if>
  <c:forEach items="${groups}" var="group" varStatus="count">
  <details class="group" id="group-${fn:escapeXml(count.index)}"<c:if test="${groups.size() == 1}"> open</c:if>>
    <summary>
      <span class="site"><c:choose><c:when test="${empty group.site()}"><fmt:message key="groups.unknown"/></c:when><c:otherwise><p:callsite lease="${group.leases()[0]}"/></c:otherwise></c:choose></span>
      <span class="facet"><b><c:out value="${group.count()}"/></b> <fmt:message key="groups.leases"><fmt:param value="${group.count()}"/></fmt:message></span>
      <span class="facet"><c:if test="${group.leaked() > 0}"><span class="badge leaked"><c:out value="${group.leaked()}"/> <fmt:message key="verdict.LEAKED"/></span></c:if>
        <c:if test="${group.suspect() > 0}"><span class="badge suspect"><c:out value="${group.suspect()}"/> <fmt:message key="verdict.SUSPECT"/></span></c:if>
        <c:if test="${group.zombie() > 0}"><span class="badge zombie"><c:out value="${group.zombie()}"/> <fmt:message key="verdict.ZOMBIE"/></span></c:if>
        <c:if test="${group.unmatched() > 0}"><span class="badge unmatched"><c:out value="${group.unmatched()}"/> <fmt:message key="verdict.UNMATCHED"/></span></c:if></span>
      <span class="facet"><fmt:message key="groups.oldest"/> <b><c:out value="${group.oldest()}"/></b></span>
      <span class="facet"><fmt:message key="groups.undo"/> <b><c:out value="${group.undoRecords()}"/></b></span>
      <span class="facet<c:if test='${group.blocks() > 0}'> warn</c:if>"><fmt:message key="groups.blocks"/> <b><c:out value="${group.blocks()}"/></b></span>
      <span class="facet quiet"><c:choose><c:when test="${empty group.deployment()}"><fmt:message key="groups.nodeployment"/></c:when><c:otherwise><c:out value="${group.deployment()}"/></c:otherwise></c:choose></span>
    </summary>
    <p class="acts">
      <c:if test="${not empty group.site()}"><a href="<c:url value='/leases'><c:param name='verdict' value='leaks'/><c:param name='site' value='${group.site()}'/></c:url>"><fmt:message key="groups.list"/></a></c:if>
      <c:if test="${operator and group.leaked() > max and not empty group.site()}"><span class="quiet"><fmt:message key="groups.many"><fmt:param value="${max}"/></fmt:message></span></c:if>
      <c:if test="${operator and group.leaked() > 1 and group.leaked() <= max and not empty group.site()}"><a class="action" href="<c:url value='/batch-preview'><c:param name='site' value='${group.site()}'/><c:choose><c:when test='${not empty group.deployment()}'><c:param name='deployment' value='${group.deployment()}'/></c:when><c:otherwise><c:forEach items='${group.leases()}' var='lease'><c:if test='${lease.verdict() eq "LEAKED"}'><c:param name='only' value='${lease.lease().id()}'/></c:if></c:forEach></c:otherwise></c:choose></c:url>"><fmt:message key="groups.kill"><fmt:param value="${group.leaked()}"/></fmt:message></a></c:if>
    </p>
    <table role="table" class="leases" aria-label="<fmt:message key='groups.table'/>">
      <p:leasehead selectable="false"/>
      <tbody role="rowgroup"><c:forEach items="${group.leases()}" var="lease" end="19"><p:leaserow lease="${lease}" selectable="false"/></c:forEach></tbody>
    </table>
    <c:if test="${group.count() > 20}"><p class="quiet"><fmt:message key="groups.cut"><fmt:param value="${group.count() - 20}"/></fmt:message></p></c:if>
  </details>
  </c:forEach>
</section>
</div>
</p:page>
