<%@ page contentType="text/html;charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="p" tagdir="/WEB-INF/tags" %>
<fmt:message key="history.title" var="title"/>
<p:page title="${title}" here="history">
<form class="bar-form" method="get" action="<c:url value='/history'/>" role="search">
  <span class="field"><label for="session"><fmt:message key="history.who"/></label><span class="pf-v6-c-form-control short"><input id="session" name="session" type="text" placeholder="1,46,99" pattern="\s*[0-9]+\s*,\s*[0-9]+\s*,\s*[0-9]+\s*" value="${fn:escapeXml(list.address().get('session'))}" aria-describedby="who-help"></span></span>
  <span class="field"><label for="database"><fmt:message key="preview.databaseName"/></label><span class="pf-v6-c-form-control short"><input id="database" name="database" type="text" value="${fn:escapeXml(list.address().get('database'))}"></span></span>
  <span class="field grow"><label for="q"><fmt:message key="search"/></label><span class="pf-v6-c-form-control"><input id="q" name="q" type="search" value="${fn:escapeXml(list.address().get('q'))}"></span></span>
  <span class="field"><label for="outcome"><fmt:message key="history.outcome"/></label>
  <span class="pf-v6-c-form-control"><select id="outcome" name="outcome">
    <option value=""><fmt:message key="any"/></option>
    <c:forEach items="DONE,MARKED,GONE,DENIED,FAILED,STARTED" var="name"><option<c:if test="${list.address().get('outcome') eq name}"> selected</c:if>><c:out value="${name}"/></option></c:forEach>
  </select></span></span>
  <span class="field"><label for="from"><fmt:message key="history.from"/></label><span class="pf-v6-c-form-control time"><input id="from" name="from" type="datetime-local" value="${fn:escapeXml(list.address().get('from'))}"></span></span>
  <span class="field"><label for="to"><fmt:message key="history.to"/></label><span class="pf-v6-c-form-control time"><input id="to" name="to" type="datetime-local" value="${fn:escapeXml(list.address().get('to'))}"></span></span>
  <c:if test="${not empty list.address().get('sort')}"><input type="hidden" name="sort" value="${fn:escapeXml(list.address().get('sort'))}"></c:if>
  <button class="pf-v6-c-button pf-m-secondary pf-m-small plain" type="submit"><fmt:message key="apply"/></button>
  <a href="<c:url value='/history'/>"><fmt:message key="search.clear"/></a>
</form>
<p class="quiet" id="who-help"><fmt:message key="history.help"/></p>
<c:if test="${not empty since}"><p id="since"><fmt:message key="history.since"><fmt:param value="${fn:escapeXml(fn:replace(since.toString(), 'T', ' '))}"/></fmt:message></p></c:if>
<p:problems problems="${problems}"/>
<c:if test="${list.matched() > 0}"><p:pager list="${list}" csv="${csv.toString()}" complete="${complete}" key="${more ? 'pager.newest' : 'pager.found'}" older="${older}" newest="${empty list.address().get('until') ? '' : list.address().with('until', null).with('page', null)}"/></c:if>
<c:choose>
<c:when test="${list.matched() == 0}">
  <p:empty><fmt:message key="${not empty list.address().get('session') ? 'history.empty.session' : not empty problems ? 'history.empty.problems' : empty list.filters() ? 'history.empty' : 'list.empty.filtered'}"/></p:empty>
</c:when>
<c:otherwise>
<table role="table" class="pf-v6-c-table pf-m-compact history lines sticky">
  <caption class="hidden"><fmt:message key="history.caption"/></caption>
  <thead class="pf-v6-c-table__thead" role="rowgroup"><tr class="pf-v6-c-table__tr" role="row">
    <p:sort key="history.outcome" by="outcome" list="${list}"/>
    <p:sort key="kill.time" by="at" list="${list}"/>
    <p:sort key="column.session" by="session" list="${list}"/>
    <p:sort key="history.action" by="action" list="${list}"/>
    <p:sort key="history.requester" by="requester" list="${list}"/>
    <th class="pf-v6-c-table__th" scope="col" role="columnheader"><fmt:message key="kill.reason"/></th>
    <p:sort key="history.took" by="took" list="${list}" number="yes"/>
    <th class="pf-v6-c-table__th" scope="col" role="columnheader"><fmt:message key="kills.kill"/></th>
  </tr></thead>
  <tbody class="pf-v6-c-table__tbody" role="rowgroup">
  <c:forEach items="${list.items()}" var="row" varStatus="count">
    <c:set var="entry" value="${row.entry()}"/>
    <tr class="pf-v6-c-table__tr one ${fn:escapeXml(row.style())}" role="row">
      <td role="cell" class="pf-v6-c-table__td" data-label="<fmt:message key='history.outcome'/>"><p:label is="${row.style()}"><c:out value="${entry.outcome()}"/></p:label> <c:out value="${row.error()}"/></td>
      <th scope="row" role="rowheader" class="pf-v6-c-table__th when" data-label="<fmt:message key='kill.time'/>"><c:out value="${row.at()}"/></th>
      <td role="cell" class="pf-v6-c-table__td session" data-label="<fmt:message key='column.session'/>" title="<c:out value='${entry.session()} ${entry.username()}'/>"><c:choose>
        <c:when test="${empty entry.session()}"><span class="quiet none"><fmt:message key="none"/></span></c:when>
        <c:otherwise><a class="key" href="<c:url value='/history'><c:param name='session' value='${entry.session()}'/><c:param name='database' value='${entry.database()}'/></c:url>"><code><c:out value="${entry.session()}"/></code></a></c:otherwise></c:choose> <c:out value="${entry.username()}"/></td>
      <td role="cell" class="pf-v6-c-table__td idle" data-label="<fmt:message key='history.action'/>"><c:out value="${entry.action()}"/></td>
      <td role="cell" class="pf-v6-c-table__td by" data-label="<fmt:message key='history.requester'/>" title="<c:out value='${entry.requester()}'/>"><p:requester row="${row}"/></td>
      <td role="cell" class="pf-v6-c-table__td place" data-label="<fmt:message key='kill.reason'/>" title="<c:out value='${entry.reason()}'/>"><c:out value="${entry.reason()}"/></td>
      <td role="cell" class="pf-v6-c-table__td number took" data-label="<fmt:message key='history.took'/>"><c:choose><c:when test="${empty row.took()}"><span class="quiet"><fmt:message key="unknown"/></span></c:when><c:otherwise><c:out value="${row.took()}"/></c:otherwise></c:choose></td>
      <td role="cell" class="pf-v6-c-table__td acts"><c:choose>
        <c:when test="${row.kill().remembered()}"><a title="<c:out value='${row.kill().killId()}'/>" href="<c:url value='/kill'><c:param name='id' value='${row.kill().killId()}'/></c:url>"><c:out value="${row.shortKillId()}"/></a></c:when>
        <c:when test="${not empty row.kill().killId()}"><span class="quiet" title="<c:out value='${row.kill().killId()}'/>, <fmt:message key='history.forgotten'/>"><c:out value="${row.shortKillId()}"/></span></c:when>
        <c:when test="${entry.isCheck()}"><span class="quiet none"><fmt:message key="none"/></span></c:when>
        <c:otherwise><span class="quiet"><fmt:message key="history.elsewhere"/></span></c:otherwise></c:choose><details class="more" id="more-${fn:escapeXml(count.index)}"><summary><span class="hidden"><fmt:message key="lease.more"/> <c:out value="${entry.database()} ${entry.id()}"/></span></summary></details></td>
    </tr>
    <tr class="pf-v6-c-table__tr more" role="row"><td role="cell" class="pf-v6-c-table__td" colspan="8">
      <dl class="small">
        <div><dt><fmt:message key="kill.reason"/></dt><dd><c:out value="${entry.reason()}"/></dd></div>
        <div><dt><fmt:message key="history.requester"/></dt><dd><p:requester row="${row}"/></dd></div>
        <c:if test="${not empty entry.note()}"><div><dt><fmt:message key="history.note"/></dt><dd><c:out value="${entry.note()}"/> <span class="quiet"><c:out value="${row.notedAt()}"/></span></dd></div></c:if>
        <div><dt><fmt:message key="history.known"/></dt><dd><c:out value="${entry.sessionUser()}"/> <span class="quiet"><c:out value="${entry.osUser()}"/> <c:out value="${entry.host()}"/></span></dd></div>
        <p:fact key="preview.databaseName" value="${entry.database()}"/>
        <p:fact key="kill.audit" value="${entry.id()}"/>
        <p:fact key="preview.machine" value="${entry.machine()}"/>
        <p:fact key="preview.program" value="${entry.program()}"/>
        <p:fact key="preview.spid" value="${entry.spid()}"/>
        <c:if test="${not empty row.kill().killId()}"><div><dt><fmt:message key="kills.kill"/></dt><dd><c:out value="${row.kill().killId()}"/><c:if test="${not row.kill().remembered()}">, <fmt:message key="history.forgotten"/></c:if></dd></div></c:if>
      </dl></td></tr>
  </c:forEach>
  </tbody>
</table>
</c:otherwise>
</c:choose>
</p:page>
