<%@ page contentType="text/html;charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="p" tagdir="/WEB-INF/tags" %>
<%@ taglib prefix="w" uri="/WEB-INF/poolwarden.tld" %>
<fmt:message key="leases.title" var="title"/>
<p:page title="${title}" here="leases" bare="true" every="${every}" reload="${reload}">
<form class="bar-form" method="get" action="<c:url value='/leases'/>" role="search">
  <h1 class="pf-v6-c-title pf-m-xl"><c:out value="${title}"/></h1>
  <span class="field grow"><label class="hidden" for="q"><fmt:message key="search"/></label><span class="pf-v6-c-form-control"><input id="q" name="q" type="search" placeholder="<fmt:message key='search'/>" value="${fn:escapeXml(list.address().get('q'))}"></span></span>
  <c:if test="${poolNames.size() > 1}"><span class="field"><label class="hidden" for="pool"><fmt:message key="column.pool"/></label>
  <span class="pf-v6-c-form-control"><select id="pool" name="pool">
    <option value=""><fmt:message key="pool.any"/></option>
    <c:forEach items="${poolNames}" var="name"><option value="${fn:escapeXml(name)}"<c:if test="${list.address().get('pool') eq name}"> selected</c:if>><c:out value="${pools[name]}"/></option></c:forEach>
  </select></span></span></c:if>
  <c:if test="${not empty nodes and nodes.count() > 1}"><span class="field"><label class="hidden" for="node"><fmt:message key="node"/></label>
  <span class="pf-v6-c-form-control"><select id="node" name="node">
    <option value=""><fmt:message key="fleet.everywhere"/></option>
    <c:forEach items="${nodes.names()}" var="name"><option value="${fn:escapeXml(name)}"<c:if test="${list.address().get('node') eq name}"> selected</c:if>><c:out value="${name}"/></option></c:forEach>
  </select></span></span></c:if>
  <c:forEach items="scope,node,verdict,pool,site,deployment,sort,every" var="kept"><c:if test="${not empty list.address().get(kept) and (kept ne 'pool' or poolNames.size() < 2) and (kept ne 'node' or nodes.count() < 2)}"><input type="hidden" name="${fn:escapeXml(kept)}" value="${fn:escapeXml(list.address().get(kept))}"></c:if></c:forEach>
  <button class="pf-v6-c-button pf-m-secondary pf-m-small plain" type="submit"><fmt:message key="apply"/></button>
  <c:if test="${not empty list.filters()}"><a href="<c:url value='/leases'><c:if test='${not empty nodes}'><c:param name='scope' value='fleet'/></c:if></c:url>"><fmt:message key="search.clear"/></a></c:if>
</form>
<c:if test="${operator and empty nodes}"><form id="batch" hidden method="get" action="<c:url value='/batch-preview'/>"></form></c:if>
<div id="live" class="live" data-live>
<p:scope choice="${scope}"/>
<p:nodes nodes="${nodes}"/>
<p:scan scan="${scan}" brief="true"/>
<nav class="chips" aria-label="<fmt:message key='leases.filter'/>">
  <c:set var="verdict" value="${list.address().get('verdict')}"/>
  <a class="chip" href="${fn:escapeXml(list.with('verdict', null))}"<c:if test="${empty verdict or verdict eq 'all'}"> aria-current="true"</c:if>><fmt:message key="leases.filter.all"/> <b><fmt:formatNumber value="${list.total()}"/></b></a>
  <a class="chip" href="${fn:escapeXml(list.with('verdict', 'leaks'))}"<c:if test="${verdict eq 'leaks'}"> aria-current="true"</c:if>><fmt:message key="leases.filter.leaks"/> <b><fmt:formatNumber value="${leaks}"/></b></a>
  <c:forEach items="${counts}" var="count"><a class="chip" href="${fn:escapeXml(list.with('verdict', count.key.name()))}"<c:if test="${fn:contains(verdict, count.key.name())}"> aria-current="true"</c:if>><fmt:message key="verdict.${count.key}"/> <b><fmt:formatNumber value="${count.value}"/></b></a></c:forEach>
  <c:if test="${not empty nodes and nodes.answered() < nodes.count()}"><span class="late"><fmt:message key="fleet.counted"/></span></c:if>
  <p:chips list="${list}" besides="verdict"/>
  <p:verdicts/>
</nav>
<c:if test="${list.matched() > 0}"><p:folded folded="${folded}"/></c:if>
<div class="selection">
<c:if test="${operator and empty nodes and list.matched() > 0}"><button class="pf-v6-c-button pf-m-danger pf-m-small" form="batch" type="submit" data-selected="<fmt:message key='select.count'/>"><fmt:message key="select.kill"/></button> <button class="pf-v6-c-button pf-m-secondary pf-m-small plain" type="button" hidden data-all><fmt:message key="select.page"/></button></c:if>
<p:pager list="${list}" csv="${csv.toString()}" complete="${complete}"/>
</div>
<c:choose>
<c:when test="${list.matched() == 0}">
  <p:empty><c:choose>
    <c:when test="${list.total() > 0}"><fmt:message key="list.empty.filtered"/> <c:if test="${not scan.complete()}"><fmt:message key="leases.empty.blind"/></c:if></c:when>
    <c:otherwise><fmt:message key="${scan.complete() ? 'leases.empty.none' : 'leases.empty.unread'}"/></c:otherwise></c:choose></p:empty>
</c:when>
<c:otherwise>
<c:if test="${not scan.complete()}"><p class="late"><fmt:message key="leases.empty.blind"/></p></c:if>
<c:if test="${operator and not empty nodes and nodes.count() > 1}"><p class="quiet"><fmt:message key="fleet.elsewhere"/></p></c:if>
<table role="table" class="pf-v6-c-table pf-m-compact leases lines sticky">
  <caption class="hidden"><fmt:message key="leases.caption"/></caption>
  <thead class="pf-v6-c-table__thead" role="rowgroup"><tr class="pf-v6-c-table__tr" role="row">
    <c:if test="${operator and empty nodes}"><th scope="col" role="columnheader" class="pf-v6-c-table__th choose"><span class="hidden"><fmt:message key="select"/></span></th></c:if>
    <c:if test="${not empty nodes}"><p:sort key="node" by="node" list="${list}"/></c:if>
    <p:sort key="column.verdict" by="verdict" list="${list}"/>
    <p:sort key="column.age" by="age" list="${list}"/>
    <c:if test="${empty folded.pool()}"><p:sort key="column.pool" by="pool" list="${list}"/></c:if>
    <c:if test="${empty folded.site()}"><p:sort key="column.place" by="site" list="${list}"/></c:if>
    <c:if test="${empty folded.deployment()}"><p:sort key="preview.deployment" by="deployment" list="${list}"/></c:if>
    <p:sort key="column.session" by="session" list="${list}"/>
    <p:sort key="column.idle" by="idle" list="${list}"/>
    <p:sort key="column.undo" by="undo" list="${list}" number="yes"/>
    <p:sort key="column.blocks" by="blocks" list="${list}" number="yes" also="frees"/>
    <th class="pf-v6-c-table__th" scope="col" role="columnheader"><fmt:message key="column.action"/></th>
  </tr></thead>
  <tbody class="pf-v6-c-table__tbody" role="rowgroup"><c:choose><c:when test="${empty nodes}"><w:leaserows leases="${list.items()}" operator="${operator}" selectable="true" folded="${folded}" pools="${pools}"/></c:when><c:otherwise><c:forEach items="${list.items()}" var="lease"><p:fleetrow lease="${lease}" pools="${pools}"/></c:forEach></c:otherwise></c:choose></tbody>
</table>
<c:if test="${list.pages() > 1}"><p:pager list="${list}" csv="${csv.toString()}" complete="${complete}"/></c:if>
</c:otherwise>
</c:choose>
<c:choose><c:when test="${empty nodes}"><p:scanned scan="${scan}"/></c:when><c:otherwise><p class="scanned"><fmt:message key="fleet.asked"/></p></c:otherwise></c:choose>
</div>
</p:page>
