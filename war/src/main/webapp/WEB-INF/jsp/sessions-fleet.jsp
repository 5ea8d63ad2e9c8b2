<%@ page contentType="text/html;charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="p" tagdir="/WEB-INF/tags" %>
<fmt:message key="sessions.title" var="title"/>
<p:page title="${title}" here="sessions" bare="true" every="${every}" reload="${reload}">
<form class="bar-form" method="get" action="<c:url value='/sessions'/>" role="search">
  <h1 class="pf-v6-c-title pf-m-xl"><c:out value="${title}"/></h1> <p:verdicts sessions="true"/>
  <span class="field grow"><label class="hidden" for="q"><fmt:message key="search"/></label><span class="pf-v6-c-form-control"><input id="q" name="q" type="search" placeholder="<fmt:message key='search'/>" value="${fn:escapeXml(list.address().get('q'))}"></span></span>
  <span class="field"><label class="hidden" for="whose"><fmt:message key="sessions.whose"/></label>
  <span class="pf-v6-c-form-control"><select id="whose" name="whose">
    <option value="ours"><fmt:message key="fleet.sessions.ours"/></option>
    <option value="orphans"<c:if test="${list.address().get('whose') eq 'orphans'}"> selected</c:if>><fmt:message key="sessions.orphans"/></option>
    <option value="all"<c:if test="${list.address().get('whose') eq 'all'}"> selected</c:if>><fmt:message key="sessions.all"/></option>
  </select></span></span>
  <p:nodechoice nodes="${nodes}" list="${list}"/>
  <c:forEach items="scope,database,sort,every" var="kept"><c:if test="${not empty list.address().get(kept)}"><input type="hidden" name="${fn:escapeXml(kept)}" value="${fn:escapeXml(list.address().get(kept))}"></c:if></c:forEach>
  <button class="pf-v6-c-button pf-m-secondary pf-m-small plain" type="submit"><fmt:message key="apply"/></button>
  <c:if test="${not empty list.filters()}"><a href="<c:url value='/sessions'><c:param name='scope' value='fleet'/></c:url>"><fmt:message key="search.clear"/></a></c:if>
</form>
<div id="live" class="live" data-live>
<p:scope choice="${scope}"/>
<p:nodes nodes="${nodes}"/>
<p:scan scan="${scan}" brief="true"/>
<div class="selection"><span class="chips"><p:chips list="${list}" besides="whose"/></span><p:pager list="${list}" csv="${csv.toString()}" complete="${complete}"/></div>
<c:choose>
<c:when test="${list.matched() == 0}">
  <p:empty><fmt:message key="${list.total() == 0 ? 'sessions.empty' : 'list.empty.filtered'}"/> <c:if test="${not complete}"><fmt:message key="leases.empty.blind"/></c:if></p:empty>
</c:when>
<c:otherwise>
<c:if test="${not complete}"><p class="late"><fmt:message key="leases.empty.blind"/></p></c:if>
<table role="table" class="pf-v6-c-table pf-m-compact sessions lines sticky">
  <caption class="hidden"><fmt:message key="sessions.caption"/></caption>
  <thead class="pf-v6-c-table__thead" role="rowgroup"><tr class="pf-v6-c-table__tr" role="row">
    <p:sort key="node" by="node" list="${list}"/>
    <p:sort key="sessions.what" by="verdict" list="${list}"/>
    <p:sort key="column.session" by="session" list="${list}"/>
    <p:sort key="preview.username" by="user" list="${list}"/>
    <p:sort key="column.idle" by="idle" list="${list}"/>
    <p:sort key="preview.module" by="module" list="${list}"/>
    <p:sort key="preview.machine" by="machine" list="${list}"/>
    <p:sort key="column.undo" by="undo" list="${list}" number="yes"/>
    <p:sort key="column.blocks" by="blocks" list="${list}" number="yes" also="frees"/>
    <th class="pf-v6-c-table__th" scope="col" role="columnheader"><fmt:message key="sessions.lease"/></th>
  </tr></thead>
  <tbody class="pf-v6-c-table__tbody" role="rowgroup">
  <c:forEach items="${list.items()}" var="one" varStatus="count">
    <tr class="pf-v6-c-table__tr one is-${fn:escapeXml(one.style())}" role="row">
      <td role="cell" class="pf-v6-c-table__td node" data-label="<fmt:message key='node'/>"><c:out value="${one.node()}"/></td>
      <td role="cell" class="pf-v6-c-table__td" data-label="<fmt:message key='sessions.what'/>"><p:label is="${one.style()}"><c:choose><c:when test="${not empty one.known()}"><fmt:message key="verdict.${one.known()}"/></c:when><c:otherwise><c:out value="${one.verdict()}"/></c:otherwise></c:choose></p:label></td>
      <th scope="row" role="rowheader" class="pf-v6-c-table__th" data-label="<fmt:message key='column.session'/>"><c:choose><c:when test="${one.own()}"><a class="key" title="<c:out value='${one.database()}'/>" href="<c:url value='/session'><c:param name='session' value='${one.session()}'/><c:param name='database' value='${one.database()}'/></c:url>"><code><c:out value="${one.session()}"/></code></a></c:when><c:otherwise><code class="key" title="<c:out value='${one.database()}'/>"><c:out value="${one.session()}"/></code></c:otherwise></c:choose></th>
      <td role="cell" class="pf-v6-c-table__td by" data-label="<fmt:message key='preview.username'/>" title="<c:out value='${one.username()}'/>"><c:out value="${one.username()}"/></td>
      <td role="cell" class="pf-v6-c-table__td idle" data-label="<fmt:message key='column.idle'/>"><c:choose><c:when test="${not one.open()}"><span class="quiet"><fmt:message key="unknown"/></span></c:when><c:otherwise><c:if test="${one.active()}"><fmt:message key="status.active"/> </c:if><c:out value="${one.lastCall()}"/></c:otherwise></c:choose></td>
      <td role="cell" class="pf-v6-c-table__td module" data-label="<fmt:message key='preview.module'/>" title="<c:out value='${one.module()}'/>"><c:choose><c:when test="${not one.open()}"><span class="quiet"><fmt:message key="unknown"/></span></c:when><c:otherwise><c:out value="${one.module()}"/></c:otherwise></c:choose></td>
      <td role="cell" class="pf-v6-c-table__td machine" data-label="<fmt:message key='preview.machine'/>" title="<c:out value='${one.machine()}'/>"><c:choose><c:when test="${not one.open()}"><span class="quiet"><fmt:message key="unknown"/></span></c:when><c:otherwise><c:out value="${one.machine()}"/></c:otherwise></c:choose></td>
      <td role="cell" class="pf-v6-c-table__td number undo" data-label="<fmt:message key='column.undo'/>"><c:choose><c:when test="${empty one.undoRecords()}"><span class="quiet"><fmt:message key="unknown"/></span></c:when><c:when test="${one.undoRecords() == 0}"><span class="quiet none"><fmt:message key="none"/></span></c:when><c:otherwise><fmt:formatNumber value="${one.undoRecords()}"/></c:otherwise></c:choose></td>
      <td role="cell" class="pf-v6-c-table__td number blocks" data-label="<fmt:message key='column.blocks'/>"><c:choose><c:when test="${empty one.blocks()}"><span class="quiet"><fmt:message key="unknown"/></span></c:when><c:when test="${one.blocks() > 0}"><b class="warn"><c:out value="${one.blocks()}"/></b></c:when><c:otherwise><span class="quiet none"><fmt:message key="none"/></span></c:otherwise></c:choose></td>
      <td role="cell" class="pf-v6-c-table__td acts"><c:choose>
        <c:when test="${not empty one.leaseId()}"><a href="<c:url value='/lease'><c:param name='lease' value='${one.leaseId()}'/><c:if test='${not one.own()}'><c:param name='node' value='${one.node()}'/></c:if></c:url>"><fmt:message key="lease"><fmt:param value="${one.leaseId()}"/></fmt:message></a></c:when>
        <c:when test="${not empty one.pool()}"><span class="pool" title="<c:out value='${one.pool()}'/>"><c:out value="${pools[one.pool()]}"/></span></c:when>
        <c:otherwise><c:out value="${one.owner()}"/></c:otherwise>
        </c:choose><details class="more" id="more-${fn:escapeXml(one.node())}-${fn:escapeXml(count.index)}"><summary><span class="hidden"><fmt:message key="lease.more"/> <c:out value="${one.session()}"/></span></summary></details></td>
    </tr>
    <tr class="pf-v6-c-table__tr more" role="row"><td role="cell" class="pf-v6-c-table__td" colspan="10">
      <ul class="reasons"><c:forEach items="${one.reasons()}" var="reason"><li><c:out value="${reason}"/></li></c:forEach></ul>
      <dl class="small">
        <p:fact key="fleet.told" value="${one.answered()}"/>
        <p:fact key="fleet.owner" value="${one.owner()}"/>
        <p:fact key="preview.databaseName" value="${one.database()}"/>
        <p:fact key="column.pool" value="${one.pool()}"/>
        <p:fact key="column.status" value="${one.status()}"/>
        <p:fact key="preview.program" value="${one.program()}"/>
      </dl></td></tr>
  </c:forEach>
  </tbody>
</table>
<c:if test="${list.pages() > 1}"><p:pager list="${list}" csv="${csv.toString()}" complete="${complete}"/></c:if>
</c:otherwise>
</c:choose>
<p class="scanned"><fmt:message key="fleet.sessions.asked"/></p>
</div>
</p:page>
