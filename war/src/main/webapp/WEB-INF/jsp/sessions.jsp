<%@ page contentType="text/html;charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="p" tagdir="/WEB-INF/tags" %>
<fmt:message key="sessions.title" var="title"/>
<p:page title="${title}" here="sessions" every="${every}">
<form class="bar-form" method="get" action="<c:url value='/sessions'/>" role="search">
  <span class="field grow"><label for="q"><fmt:message key="search"/></label><input id="q" name="q" type="search" value="${fn:escapeXml(list.address().get('q'))}"></span>
  <span class="field"><label for="whose"><fmt:message key="sessions.whose"/></label>
  <select id="whose" name="whose">
    <option value="ours"><fmt:message key="sessions.ours"/></option>
    <option value="orphans"<c:if test="${list.address().get('whose') eq 'orphans'}"> selected</c:if>><fmt:message key="sessions.orphans"/></option>
    <option value="all"<c:if test="${list.address().get('whose') eq 'all'}"> selected</c:if>><fmt:message key="sessions.all"/></option>
  </select></span>
  <c:if test="${not empty list.address().get('sort')}"><input type="hidden" name="sort" value="${fn:escapeXml(list.address().get('sort'))}"></c:if>
  <p:every value="${every}"/>
  <button class="plain" type="submit"><fmt:message key="apply"/></button>
  <a href="<c:url value='/sessions'/>"><fmt:message key="search.clear"/></a>
</form>
<div id="live" class="live" data-live>
<p:scan scan="${scan}"/>
<p:pager list="${list}" csv="${csv.toString()}" complete="${complete}"/>
<c:choose>
<c:when test="${list.matched() == 0}">
  <p class="empty"><fmt:message key="${list.total() == 0 ? 'sessions.empty' : 'list.empty.filtered'}"/> <c:if test="${not scan.complete()}"><fmt:message key="leases.empty.blind"/></c:if></p>
</c:when>
<c:otherwise>
<c:if test="${not scan.complete()}"><p class="empty"><fmt:message key="leases.empty.blind"/></p></c:if>
<table role="table" class="sessions">
  <caption class="hidden"><fmt:message key="sessions.caption"/></caption>
  <thead role="rowgroup"><tr role="row">
    <p:sort key="column.session" by="session" list="${list}"/>
    <p:sort key="sessions.what" by="verdict" list="${list}"/>
    <p:sort key="preview.username" by="user" list="${list}"/>
    <p:sort key="column.status" by="idle" list="${list}"/>
    <p:sort key="column.module" by="module" list="${list}"/>
    <p:sort key="preview.machine" by="machine" list="${list}"/>
    <p:sort key="column.blocks" by="blocks" list="${list}" number="yes" also="frees"/>
    <p:sort key="column.undo" by="undo" list="${list}" number="yes"/>
    <th scope="col" role="columnheader"><fmt:message key="sessions.lease"/></th>
  </tr></thead>
  <tbody role="rowgroup">
  <c:forEach items="${list.items()}" var="one">
    <c:set var="db" value="${one.database()}"/>
    <tr role="row">
      <th scope="row" role="rowheader" data-label="<fmt:message key='column.session'/>"><a class="key" href="<c:url value='/session'><c:param name='session' value='${one.session().id().key()}'/><c:param name='database' value='${one.session().id().database()}'/></c:url>"><code><c:out value="${one.session().id().key()}"/></code></a> <span class="line quiet"><c:out value="${one.session().id().database()}"/></span></th>
      <td role="cell" class="why" data-label="<fmt:message key='sessions.what'/>"><span class="badge ${fn:escapeXml(one.style())}"><fmt:message key="verdict.${one.verdict()}"/></span> <span class="line"><c:out value="${one.reasons()[0]}"/></span></td>
      <td role="cell" class="user" data-label="<fmt:message key='preview.username'/>"><c:out value="${one.session().username()}"/></td>
      <td role="cell" class="status" data-label="<fmt:message key='column.status'/>"><p:sessionstatus session="${db}"/></td>
      <td role="cell" data-label="<fmt:message key='column.module'/>"><p:module session="${db}"/></td>
      <td role="cell" data-label="<fmt:message key='preview.machine'/>"><c:out value="${one.session().machine()}"/> <span class="line quiet"><c:out value="${one.session().program()}"/></span></td>
      <td role="cell" class="number" data-label="<fmt:message key='column.blocks'/>"><p:blocks session="${db}" waits="${one.waits()}"/></td>
      <td role="cell" class="number" data-label="<fmt:message key='column.undo'/>"><p:undo session="${db}"/></td>
      <td role="cell" data-label="<fmt:message key='sessions.lease'/>">
        <c:choose>
        <c:when test="${not empty one.classified().leaseId()}"><a href="<c:url value='/lease'><c:param name='lease' value='${one.classified().leaseId()}'/></c:url>"><fmt:message key="lease"><fmt:param value="${one.classified().leaseId().toString()}"/></fmt:message></a></c:when>
        <c:otherwise>${fn:replace(fn:escapeXml(one.classified().pool()), '/', '/<wbr>')}</c:otherwise>
        </c:choose></td>
    </tr>
  </c:forEach>
  </tbody>
</table>
<c:if test="${list.pages() > 1}"><p:pager list="${list}" csv="${csv.toString()}" complete="${complete}"/></c:if>
</c:otherwise>
</c:choose>
</div>
</p:page>
