<%@ page contentType="text/html;charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="p" tagdir="/WEB-INF/tags" %>
<fmt:message key="history.title" var="title"/>
<p:page title="${title}" here="history">
<form class="bar-form" method="get" action="<c:url value='/history'/>" role="search">
  <span class="field"><label for="session"><fmt:message key="history.who"/></label><input id="session" name="session" type="text" placeholder="1,46,99" pattern="\s*[0-9]+\s*,\s*[0-9]+\s*,\s*[0-9]+\s*" value="${fn:escapeXml(list.address().get('session'))}" aria-describedby="who-help"></span>
  <span class="field"><label for="database"><fmt:message key="preview.databaseName"/></label><input id="database" name="database" type="text" value="${fn:escapeXml(list.address().get('database'))}"></span>
  <span class="field grow"><label for="q"><fmt:message key="search"/></label><input id="q" name="q" type="search" value="${fn:escapeXml(list.address().get('q'))}"></span>
  <span class="field"><label for="outcome"><fmt:message key="history.outcome"/></label>
  <select id="outcome" name="outcome">
    <option value=""><fmt:message key="any"/></option>
    <c:forEach items="DONE,MARKED,GONE,DENIED,FAILED,STARTED" var="name"><option<c:if test="${list.address().get('outcome') eq name}"> selected</c:if>><c:out value="${name}"/></option></c:forEach>
  </select></span>
  <c:if test="${not empty list.address().get('sort')}"><input type="hidden" name="sort" value="${fn:escapeXml(list.address().get('sort'))}"></c:if>
  <button class="plain" type="submit"><fmt:message key="apply"/></button>
  <a href="<c:url value='/history'/>"><fmt:message key="search.clear"/></a>
</form>
<p class="quiet" id="who-help"><fmt:message key="history.help"/></p>
<p:problems problems="${problems}"/>
<c:if test="${more}"><p class="message" role="status"><fmt:message key="history.more"/></p></c:if>
<p:pager list="${list}" csv="${csv.toString()}" complete="${complete}"/>
<c:choose>
<c:when test="${list.matched() == 0}">
  <p class="empty"><fmt:message key="${not empty list.address().get('session') ? 'history.empty.session' : list.total() == 0 ? (empty problems ? 'history.empty' : 'history.empty.problems') : 'list.empty.filtered'}"/></p>
</c:when>
<c:otherwise>
<table role="table" class="history">
  <caption class="hidden"><fmt:message key="history.caption"/></caption>
  <thead role="rowgroup"><tr role="row">
    <p:sort key="kill.time" by="at" list="${list}"/>
    <p:sort key="history.action" by="action" list="${list}"/>
    <p:sort key="column.session" by="session" list="${list}"/>
    <p:sort key="history.requester" by="requester" list="${list}"/>
    <th scope="col" role="columnheader"><fmt:message key="kill.reason"/></th>
    <p:sort key="history.outcome" by="outcome" list="${list}"/>
    <p:sort key="history.took" by="took" list="${list}" number="yes"/>
    <th scope="col" role="columnheader"><fmt:message key="history.note"/></th>
    <th scope="col" role="columnheader"><fmt:message key="history.known"/></th>
    <th scope="col" role="columnheader"><fmt:message key="kills.kill"/></th>
  </tr></thead>
  <tbody role="rowgroup">
  <c:forEach items="${list.items()}" var="row">
    <c:set var="entry" value="${row.entry()}"/>
    <tr role="row">
      <th scope="row" role="rowheader" data-label="<fmt:message key='kill.time'/>"><c:out value="${row.at()}"/> <span class="line quiet"><c:out value="${entry.database()}"/> <c:out value="${entry.id()}"/></span></th>
      <td role="cell" class="verb" data-label="<fmt:message key='history.action'/>"><c:out value="${entry.action()}"/></td>
      <td role="cell" data-label="<fmt:message key='column.session'/>"><c:choose>
        <c:when test="${empty entry.session()}"><span class="quiet"><fmt:message key="none"/></span></c:when>
        <c:otherwise><a class="key" href="<c:url value='/history'><c:param name='session' value='${entry.session()}'/><c:param name='database' value='${entry.database()}'/></c:url>"><code><c:out value="${entry.session()}"/></code></a></c:otherwise></c:choose>
        <span class="line"><c:out value="${entry.username()}"/></span> <span class="line quiet"><c:out value="${entry.machine()}"/></span></td>
      <td role="cell" data-label="<fmt:message key='history.requester'/>"><c:out value="${entry.requester()}"/></td>
      <td role="cell" class="long" data-label="<fmt:message key='kill.reason'/>"><c:out value="${entry.reason()}"/></td>
      <td role="cell" data-label="<fmt:message key='history.outcome'/>"><span class="badge ${fn:escapeXml(row.style())}"><c:out value="${entry.outcome()}"/></span> <span class="line"><c:out value="${row.error()}"/></span></td>
      <td role="cell" class="number" data-label="<fmt:message key='history.took'/>"><c:choose><c:when test="${empty row.took()}"><span class="quiet"><fmt:message key="unknown"/></span></c:when><c:otherwise><c:out value="${row.took()}"/></c:otherwise></c:choose></td>
      <td role="cell" class="long" data-label="<fmt:message key='history.note'/>"><c:out value="${entry.note()}"/> <span class="line quiet"><c:out value="${row.notedAt()}"/></span></td>
      <td role="cell" class="user" data-label="<fmt:message key='history.known'/>"><c:out value="${entry.sessionUser()}"/> <span class="line quiet"><c:out value="${entry.osUser()}"/> <c:out value="${entry.host()}"/></span></td>
      <td role="cell" data-label="<fmt:message key='kills.kill'/>"><c:choose>
        <c:when test="${row.kill().remembered()}"><a href="<c:url value='/kill'><c:param name='id' value='${row.kill().killId()}'/></c:url>"><c:out value="${row.kill().killId()}"/></a></c:when>
        <c:when test="${not empty row.kill().killId()}"><span class="quiet"><c:out value="${row.kill().killId()}"/> <span class="line"><fmt:message key="history.forgotten"/></span></span></c:when>
        <c:when test="${entry.action() eq 'CHECK'}"><span class="quiet"><fmt:message key="none"/></span></c:when>
        <c:otherwise><span class="quiet"><fmt:message key="history.elsewhere"/></span></c:otherwise></c:choose></td>
    </tr>
  </c:forEach>
  </tbody>
</table>
</c:otherwise>
</c:choose>
</p:page>
