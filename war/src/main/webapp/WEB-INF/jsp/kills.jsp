<%@ page contentType="text/html;charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="p" tagdir="/WEB-INF/tags" %>
<fmt:message key="kills.title" var="title"/>
<p:page title="${title}" here="kills" bare="true" every="5" reload="5">
<form class="bar-form" method="get" action="<c:url value='/kills'/>" role="search">
  <h1 class="pf-v6-c-title pf-m-xl"><c:out value="${title}"/></h1>
  <span class="field grow"><label class="hidden" for="q"><fmt:message key="search"/></label><span class="pf-v6-c-form-control"><input id="q" name="q" type="search" placeholder="<fmt:message key='search'/>" value="${fn:escapeXml(list.address().get('q'))}"></span></span>
  <c:forEach items="state,batch,sort" var="kept"><c:if test="${not empty list.address().get(kept)}"><input type="hidden" name="${fn:escapeXml(kept)}" value="${fn:escapeXml(list.address().get(kept))}"></c:if></c:forEach>
  <button class="pf-v6-c-button pf-m-secondary pf-m-small plain" type="submit"><fmt:message key="apply"/></button>
  <c:if test="${not empty list.filters()}"><a href="<c:url value='/kills'/>"><fmt:message key="search.clear"/></a></c:if>
</form>
<div id="live" class="live" data-live>
<p:scope choice="${scope}"/>
<p class="quiet"><fmt:message key="kills.help"/> <a href="<c:url value='/history'/>"><fmt:message key="kills.history"/></a></p>
<c:if test="${not empty batches}">
<section aria-labelledby="batches">
<h2 class="pf-v6-c-title pf-m-md" id="batches"><fmt:message key="batches.title"/></h2>
<ul class="batches">
  <c:forEach items="${batches}" var="batch"><li><a href="<c:url value='/batch'><c:param name='id' value='${batch.batch().id()}'/></c:url>"><c:out value="${batch.batch().id()}"/></a> <progress max="${fn:escapeXml(batch.batch().total())}" value="${fn:escapeXml(batch.batch().over())}" aria-label="<fmt:message key='batch.progress'/>"></progress> <c:out value="${batch.batch().message()}"/> <span class="quiet"><c:out value="${batch.batch().reason()}"/></span></li></c:forEach>
</ul>
</section>
</c:if>
<c:choose>
<c:when test="${list.total() == 0}"><p:empty><fmt:message key="kills.empty"/></p:empty></c:when>
<c:otherwise>
<nav class="chips" aria-label="<fmt:message key='leases.filter'/>">
  <c:set var="state" value="${list.address().get('state')}"/>
  <a class="chip" href="${fn:escapeXml(list.with('state', null))}"<c:if test="${empty state}"> aria-current="true"</c:if>><fmt:message key="leases.filter.all"/> <b><c:out value="${list.total()}"/></b></a>
  <a class="chip" href="${fn:escapeXml(list.with('state', 'running'))}"<c:if test="${state eq 'running'}"> aria-current="true"</c:if>><fmt:message key="kills.running"/> <b><c:out value="${running}"/></b></a>
  <c:forEach items="${counts}" var="count"><a class="chip" href="${fn:escapeXml(list.with('state', count.key.name()))}"<c:if test="${state eq count.key.name()}"> aria-current="true"</c:if>><fmt:message key="session.${count.key}"/> <b><c:out value="${count.value}"/></b></a></c:forEach>
  <p:chips list="${list}" besides="state"/>
</nav>
<div class="selection"><p:pager list="${list}" csv="${csv.toString()}" complete="true"/></div>
<c:if test="${list.matched() == 0}"><p:empty><fmt:message key="list.empty.filtered"/></p:empty></c:if>
<c:if test="${list.matched() > 0}">
<table role="table" class="pf-v6-c-table pf-m-compact kills lines sticky">
  <caption class="hidden"><fmt:message key="kills.caption"/></caption>
  <thead class="pf-v6-c-table__thead" role="rowgroup"><tr class="pf-v6-c-table__tr" role="row">
    <p:sort key="kill.session" by="state" list="${list}"/>
    <p:sort key="kills.when" by="at" list="${list}"/>
    <p:sort key="kill.target" by="session" list="${list}"/>
    <p:sort key="kill.by" by="requester" list="${list}"/>
    <th class="pf-v6-c-table__th" scope="col" role="columnheader"><fmt:message key="kill.reason"/></th>
    <th class="pf-v6-c-table__th" scope="col" role="columnheader"><fmt:message key="kill.slot"/></th>
    <p:sort key="kill.took" by="took" list="${list}" number="yes"/>
    <th class="pf-v6-c-table__th" scope="col" role="columnheader"><fmt:message key="kills.kill"/></th>
  </tr></thead>
  <tbody class="pf-v6-c-table__tbody" role="rowgroup">
  <c:forEach items="${list.items()}" var="kill">
    <c:set var="k" value="${kill.kill()}"/>
    <tr class="pf-v6-c-table__tr one ${fn:escapeXml(kill.style())}" role="row">
      <td role="cell" class="pf-v6-c-table__td state" data-label="<fmt:message key='kill.session'/>"><p:label is="${kill.style()}"><fmt:message key="session.${k.session()}"/></p:label></td>
      <th scope="row" role="rowheader" class="pf-v6-c-table__th when" data-label="<fmt:message key='kills.when'/>"><c:out value="${kill.begun()}"/></th>
      <td role="cell" class="pf-v6-c-table__td session" data-label="<fmt:message key='kill.target'/>" title="<c:out value='${kill.lease().target()} ${kill.lease().username()}'/>"><code class="key"><c:out value="${kill.lease().target().key()}"/></code> <c:out value="${kill.lease().username()}"/></td>
      <td role="cell" class="pf-v6-c-table__td by" data-label="<fmt:message key='kill.by'/>" title="<c:out value='${k.requester()}'/>"><c:out value="${k.requester()}"/></td>
      <td role="cell" class="pf-v6-c-table__td place" data-label="<fmt:message key='kill.reason'/>" title="<c:out value='${k.reason()}'/>"><c:out value="${k.reason()}"/></td>
      <td role="cell" class="pf-v6-c-table__td idle" data-label="<fmt:message key='kill.slot'/>"><fmt:message key="slot.${k.slot()}"/></td>
      <td role="cell" class="pf-v6-c-table__td number took" data-label="<fmt:message key='kill.took'/>"><c:out value="${kill.took()}"/></td>
      <td role="cell" class="pf-v6-c-table__td acts"><a title="<c:out value='${k.id()}'/>" href="<c:url value='/kill'><c:param name='id' value='${k.id()}'/></c:url>"><c:out value="${kill.shortId()}"/></a><details class="more" id="more-${fn:escapeXml(k.id())}"><summary><span class="hidden"><fmt:message key="lease.more"/> <c:out value="${k.id()}"/></span></summary></details></td>
    </tr>
    <tr class="pf-v6-c-table__tr more" role="row"><td role="cell" class="pf-v6-c-table__td" colspan="8">
      <p><c:out value="${k.message()}"/></p>
      <dl class="small">
        <div><dt><fmt:message key="kill.reason"/></dt><dd><c:out value="${k.reason()}"/></dd></div>
        <div><dt><fmt:message key="kill.by"/></dt><dd><c:out value="${k.requester()}"/></dd></div>
        <div><dt><fmt:message key="kill.mode"/></dt><dd><fmt:message key="mode.${k.mode()}"/></dd></div>
        <p:fact key="kills.kill" value="${k.id()}"/>
        <c:if test="${not kill.lease().lease().isNone()}"><div><dt><fmt:message key="column.pool"/></dt><dd><c:out value="${kill.lease().lease().pool()}"/></dd></div></c:if>
        <div><dt><fmt:message key="preview.callsite"/></dt><dd><p:callsite lease="${kill.lease()}"/></dd></div>
        <c:if test="${not empty k.batchId()}"><div><dt><fmt:message key="kill.batch"/></dt><dd><a href="<c:url value='/batch'><c:param name='id' value='${k.batchId()}'/></c:url>"><c:out value="${k.batchId()}"/></a></dd></div></c:if>
      </dl></td></tr>
  </c:forEach>
  </tbody>
</table>
<c:if test="${list.pages() > 1}"><p:pager list="${list}" csv="${csv.toString()}" complete="true"/></c:if>
</c:if>
</c:otherwise>
</c:choose>
</div>
</p:page>
