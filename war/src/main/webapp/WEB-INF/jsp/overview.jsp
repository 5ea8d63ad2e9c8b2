<%@ page contentType="text/html;charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="p" tagdir="/WEB-INF/tags" %>
<%@ taglib prefix="w" uri="/WEB-INF/poolwarden.tld" %>
<fmt:message key="overview.title" var="title"/>
<p:page title="${title}" here="overview" every="${every}" reload="${reload}">
<div id="live" class="live" data-live>
<p:scope choice="${scope}"/>
<p:scan scan="${scan}" brief="true"/>
<ul class="tiles">
  <c:url value="/leases" var="leaked"><c:param name="verdict" value="LEAKED,ZOMBIE"/></c:url>
  <c:url value="/leases" var="suspect"><c:param name="verdict" value="SUSPECT"/></c:url>
  <c:url value="/sessions" var="blocked"><c:param name="whose" value="all"/><c:param name="sort" value="-blocks"/></c:url>
  <c:url value="/kills" var="kills"/>
  <p:tile key="tile.exhausted" sure="true" value="${triage.exhausted()}" unknown="${triage.uncounted()}" to="#pools" bad="danger"/>
  <p:tile key="verdict.LEAKED" sure="${triage.complete()}" value="${triage.leaked()}" unknown="${triage.unjudged()}" to="${leaked}" bad="danger"/>
  <p:tile key="verdict.SUSPECT" sure="${triage.complete()}" value="${triage.suspect()}" unknown="${triage.unjudged()}" to="${suspect}" bad="warning"/>
  <p:tile key="tile.blocked" sure="${triage.complete()}" value="${triage.blocked()}" unknown="${triage.hidden()}" to="${blocked}" bad="danger"/>
  <p:tile key="tile.running" sure="true" value="${triage.running()}" to="${kills}" bad="warning"/>
  <p:tile key="tile.silent" sure="${triage.complete()}" value="${triage.silent()}" to="${triage.silent() > 0 ? '#problems' : blocked}" bad="danger"/>
</ul>
<p class="quiet" id="judge-help"><fmt:message key="overview.threshold"><fmt:param value="${fn:escapeXml(threshold)}"/></fmt:message> <fmt:message key="overview.sooner"/></p>

<section aria-labelledby="pools">
  <div class="section-head"><h2 class="pf-v6-c-title pf-m-md" id="pools"><fmt:message key="leases.pools"/></h2>
  <nav class="chips" aria-label="<fmt:message key='timeline.range'/>">
    <c:forEach items="15,60,360" var="minutes"><a class="chip" href="${fn:escapeXml(address.with('span', minutes))}"<c:if test="${span eq minutes}"> aria-current="true"</c:if>><fmt:message key="timeline.span.${minutes}"/></a></c:forEach>
  </nav>
  <p class="legend" aria-hidden="true"><span class="swatch leaked"></span><fmt:message key="verdict.LEAKED"/> <span class="swatch suspect"></span><fmt:message key="verdict.SUSPECT"/> <span class="swatch used"></span><fmt:message key="verdict.IN_USE"/> <span class="swatch room"></span><fmt:message key="pool.free"/> <span class="swatch mark"></span><fmt:message key="pool.kill"/></p></div>
  <c:if test="${empty cards}"><p:empty><fmt:message key="pool.none"/></p:empty></c:if>
  <ul class="pools">
  <c:forEach items="${cards}" var="card"><li class="pf-v6-c-card pf-m-compact ${fn:escapeXml(card.style())}"><p:pool card="${card}" span="${span}" judge="${operator and not empty token}"/></li></c:forEach>
  </ul>
</section>

<section aria-labelledby="groups">
  <div class="section-head"><h2 class="pf-v6-c-title pf-m-md" id="groups"><fmt:message key="groups.title"/></h2> <p:verdicts/>
  <c:if test="${groups.size() > 1}"><nav class="chips" aria-label="<fmt:message key='groups.sort'/>"><span class="quiet"><fmt:message key="groups.sort"/></span>
    <a class="chip" href="${fn:escapeXml(address.with('sort', 'leaked'))}"<c:if test="${address.get('sort') eq 'leaked'}"> aria-current="true"</c:if>><fmt:message key="verdict.LEAKED"/></a>
    <a class="chip" href="${fn:escapeXml(address.with('sort', 'age'))}"<c:if test="${address.get('sort') eq 'age'}"> aria-current="true"</c:if>><fmt:message key="column.age"/></a>
    <a class="chip" href="${fn:escapeXml(address.with('sort', 'undo'))}"<c:if test="${address.get('sort') eq 'undo'}"> aria-current="true"</c:if>><fmt:message key="column.undo"/></a>
    <a class="chip" href="${fn:escapeXml(address.with('sort', 'frees'))}"<c:if test="${address.get('sort') eq 'frees'}"> aria-current="true"</c:if>><fmt:message key="column.frees"/></a>
  </nav></c:if></div>
  <c:if test="${empty groups}">
    <p:empty><c:choose><c:when test="${scan.complete()}"><fmt:message key="groups.empty"><fmt:param value="${total}"/></fmt:message> <span class="line"><fmt:message key="groups.empty.next"/></span></c:when><c:otherwise><fmt:message key="groups.empty.blind"/></c:otherwise></c:choose></p:empty>
  </c:if>
  <c:if test="${not empty groups and not scan.complete()}">
    <p class="late"><fmt:message key="leases.empty.blind"/></p>
  </c:if>
  <c:forEach items="${groups}" var="group" varStatus="count">
  <details class="pf-v6-c-card pf-m-compact group" id="group-${fn:escapeXml(count.index)}"<c:if test="${groups.size() == 1}"> open</c:if>>
    <summary>
      <span class="site"><c:choose><c:when test="${empty group.site()}"><fmt:message key="groups.unknown"/></c:when><c:otherwise><code title="<c:out value='${group.site()}'/>"><c:out value="${group.leases()[0].frame()}"/></code></c:otherwise></c:choose></span>
      <span class="facet badges"><c:if test="${group.leaked() > 0}"><p:label is="leaked"><fmt:formatNumber value="${group.leaked()}"/> <fmt:message key="verdict.LEAKED"/></p:label></c:if>
        <c:if test="${group.suspect() > 0}"><p:label is="suspect"><fmt:formatNumber value="${group.suspect()}"/> <fmt:message key="verdict.SUSPECT"/></p:label></c:if>
        <c:if test="${group.zombie() > 0}"><p:label is="zombie"><fmt:formatNumber value="${group.zombie()}"/> <fmt:message key="verdict.ZOMBIE"/></p:label></c:if>
        <c:if test="${group.unmatched() > 0}"><p:label is="unmatched"><fmt:formatNumber value="${group.unmatched()}"/> <fmt:message key="verdict.UNMATCHED"/></p:label></c:if></span>
      <span class="facet"><b><c:out value="${group.count()}"/></b> <fmt:message key="groups.leases"><fmt:param value="${group.count()}"/></fmt:message></span>
      <span class="facet"><fmt:message key="groups.oldest"/> <b><c:out value="${group.oldest()}"/></b></span>
      <span class="facet"><fmt:message key="groups.undo"/> <b><c:choose><c:when test="${group.unknown() == group.count()}"><fmt:message key="unknown"/></c:when><c:otherwise><fmt:formatNumber value="${group.undoRecords()}"/></c:otherwise></c:choose></b></span>
      <span class="facet<c:if test='${group.blocks() > 0}'> warn</c:if>"><fmt:message key="groups.blocks"/> <b><c:choose><c:when test="${group.unknown() == group.count()}"><fmt:message key="unknown"/></c:when><c:otherwise><fmt:formatNumber value="${group.blocks()}"/></c:otherwise></c:choose></b></span>
      <c:if test="${group.unknown() > 0 and group.unknown() < group.count()}"><span class="facet quiet"><fmt:message key="tile.unknown"><fmt:param value="${group.unknown()}"/></fmt:message></span></c:if>
      <span class="facet where quiet"><c:out value="${pools[group.pool()]}"/> · <c:choose><c:when test="${empty group.deployment()}"><fmt:message key="groups.nodeployment"/></c:when><c:otherwise><c:out value="${group.deployment()}"/></c:otherwise></c:choose></span>
    </summary>
    <p class="acts">
      <c:if test="${not empty group.site()}"><a href="<c:url value='/leases'><c:param name='verdict' value='leaks'/><c:param name='site' value='${group.site()}'/><c:param name='pool' value='${group.pool()}'/></c:url>"><fmt:message key="groups.list"/></a></c:if>
      <c:if test="${operator and group.leaked() > max and not empty group.site()}"><span class="quiet"><fmt:message key="groups.many"><fmt:param value="${max}"/></fmt:message></span></c:if>
      <c:if test="${operator and group.leaked() > 1 and group.leaked() <= max and not empty group.site()}"><a class="action" href="<c:url value='/batch-preview'><c:param name='site' value='${group.site()}'/><c:param name='pool' value='${group.pool()}'/><c:choose><c:when test='${not empty group.deployment()}'><c:param name='deployment' value='${group.deployment()}'/></c:when><c:otherwise><c:forEach items='${group.leases()}' var='lease'><c:if test='${lease.verdict() eq "LEAKED"}'><c:param name='only' value='${lease.lease().id()}'/></c:if></c:forEach></c:otherwise></c:choose></c:url>"><fmt:message key="groups.kill"><fmt:param value="${group.leaked()}"/></fmt:message></a></c:if>
    </p>
    <table role="table" class="pf-v6-c-table pf-m-compact leases lines" aria-label="<fmt:message key='groups.table'/>">
      <p:leasehead folded="${folded[count.index]}"/>
      <tbody class="pf-v6-c-table__tbody" role="rowgroup"><w:leaserows leases="${group.leases()}" max="20" operator="${operator}" selectable="false" folded="${folded[count.index]}" pools="${pools}"/></tbody>
    </table>
    <c:if test="${group.count() > 20}"><p class="quiet"><fmt:message key="groups.cut"><fmt:param value="${group.count() - 20}"/></fmt:message></p></c:if>
  </details>
  </c:forEach>
</section>
<p:scanned scan="${scan}"/>
</div>
</p:page>
