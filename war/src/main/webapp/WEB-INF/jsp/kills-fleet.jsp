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
  <p:nodechoice nodes="${nodes}" list="${list}"/>
  <c:forEach items="scope,state,batch,sort" var="kept"><c:if test="${not empty list.address().get(kept)}"><input type="hidden" name="${fn:escapeXml(kept)}" value="${fn:escapeXml(list.address().get(kept))}"></c:if></c:forEach>
  <button class="pf-v6-c-button pf-m-secondary pf-m-small plain" type="submit"><fmt:message key="apply"/></button>
  <c:if test="${not empty list.filters()}"><a href="<c:url value='/kills'><c:param name='scope' value='fleet'/></c:url>"><fmt:message key="search.clear"/></a></c:if>
</form>
<div id="live" class="live" data-live>
<p:scope choice="${scope}"/>
<p:nodes nodes="${nodes}"/>
<p:scan scan="${scan}" brief="true"/>
<p class="quiet"><fmt:message key="fleet.kills.help"/> <a href="<c:url value='/history'/>"><fmt:message key="kills.history"/></a></p>
<c:choose>
<c:when test="${list.total() == 0}"><p:empty><fmt:message key="${complete ? 'fleet.kills.empty' : 'fleet.kills.unread'}"/></p:empty></c:when>
<c:otherwise>
<nav class="chips" aria-label="<fmt:message key='leases.filter'/>">
  <c:set var="state" value="${list.address().get('state')}"/>
  <a class="chip" href="${fn:escapeXml(list.with('state', null))}"<c:if test="${empty state}"> aria-current="true"</c:if>><fmt:message key="leases.filter.all"/> <b><c:out value="${list.total()}"/></b></a>
  <a class="chip" href="${fn:escapeXml(list.with('state', 'running'))}"<c:if test="${state eq 'running'}"> aria-current="true"</c:if>><fmt:message key="kills.running"/> <b><c:out value="${running}"/></b></a>
  <c:forEach items="${counts}" var="count"><a class="chip" href="${fn:escapeXml(list.with('state', count.key.name()))}"<c:if test="${state eq count.key.name()}"> aria-current="true"</c:if>><fmt:message key="session.${count.key}"/> <b><c:out value="${count.value}"/></b></a></c:forEach>
  <p:chips list="${list}" besides="state"/>
</nav>
<div class="selection"><p:pager list="${list}" csv="${csv.toString()}" complete="${complete}"/></div>
<c:if test="${list.matched() == 0}"><p:empty><fmt:message key="list.empty.filtered"/></p:empty></c:if>
<c:if test="${list.matched() > 0}">
<table role="table" class="pf-v6-c-table pf-m-compact kills lines sticky">
  <caption class="hidden"><fmt:message key="kills.caption"/></caption>
  <thead class="pf-v6-c-table__thead" role="rowgroup"><tr class="pf-v6-c-table__tr" role="row">
    <p:sort key="node" by="node" list="${list}"/>
    <p:sort key="kill.session" by="state" list="${list}"/>
    <p:sort key="kills.when" by="at" list="${list}"/>
    <p:sort key="kill.target" by="session" list="${list}"/>
    <p:sort key="kill.by" by="requester" list="${list}"/>
    <th class="pf-v6-c-table__th" scope="col" role="columnheader"><fmt:message key="kill.reason"/></th>
    <th class="pf-v6-c-table__th" scope="col" role="columnheader"><fmt:message key="kill.slot"/></th>
    <th class="pf-v6-c-table__th" scope="col" role="columnheader"><fmt:message key="kills.kill"/></th>
  </tr></thead>
  <tbody class="pf-v6-c-table__tbody" role="rowgroup"><c:forEach items="${list.items()}" var="kill"><p:fleetkill kill="${kill}"/></c:forEach></tbody>
</table>
<c:if test="${list.pages() > 1}"><p:pager list="${list}" csv="${csv.toString()}" complete="${complete}"/></c:if>
</c:if>
</c:otherwise>
</c:choose>
</div>
</p:page>
