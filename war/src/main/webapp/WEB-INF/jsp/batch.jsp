<%@ page contentType="text/html;charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="p" tagdir="/WEB-INF/tags" %>
<c:set var="b" value="${batch.batch()}"/>
<fmt:message key="batch.title" var="title"><fmt:param value="${b.id()}"/></fmt:message>
<p:page title="${title}" here="kills" below="true" every="${b.isOver() ? 0 : 1}" reload="${b.isOver() ? 0 : 1}">
<div id="live" class="live" data-live data-over="${fn:escapeXml(b.isOver())}">
<section class="now" aria-labelledby="now">
  <h2 class="pf-v6-c-title pf-m-md" id="now"><fmt:message key="kill.message"/></h2>
  <p class="message" role="status"><c:out value="${b.message()}"/></p>
  <p><progress max="${fn:escapeXml(b.total())}" value="${fn:escapeXml(b.over())}" aria-label="<fmt:message key='batch.progress'/>"></progress> <p:label is=""><fmt:message key="batch.state.${b.state()}"/></p:label></p>
  <dl class="pf-v6-c-description-list pf-m-compact facts">
    <p:item key="batch.selection" value="${b.selection()}"/>
    <p:item key="kill.by" value="${b.requester()}"/>
    <p:item key="kill.reason" value="${b.reason()}"/>
    <p:item key="kills.when" value="${batch.begun()}"/>
  </dl>
  <c:if test="${operator and batch.stoppable() and not empty token}">
  <form class="bare" method="post" action="<c:url value='/batch-stop'/>"><input type="hidden" name="id" value="${fn:escapeXml(b.id())}"><input type="hidden" name="token" value="${fn:escapeXml(token)}"><button class="pf-v6-c-button pf-m-secondary pf-m-small plain" type="submit"><fmt:message key="batch.stop"/></button></form>
  </c:if>
</section>
<table class="pf-v6-c-table pf-m-compact pf-m-grid-xl" role="table">
  <caption class="hidden"><fmt:message key="batch.caption"/></caption>
  <thead class="pf-v6-c-table__thead" role="rowgroup"><tr class="pf-v6-c-table__tr" role="row">
    <th class="pf-v6-c-table__th" scope="col" role="columnheader"><fmt:message key="preview.lease"/></th>
    <th class="pf-v6-c-table__th" scope="col" role="columnheader"><fmt:message key="kills.kill"/></th>
    <th class="pf-v6-c-table__th" scope="col" role="columnheader"><fmt:message key="kill.session"/></th>
    <th class="pf-v6-c-table__th" scope="col" role="columnheader"><fmt:message key="kill.slot"/></th>
    <th class="pf-v6-c-table__th" scope="col" role="columnheader"><fmt:message key="kill.message"/></th>
  </tr></thead>
  <tbody class="pf-v6-c-table__tbody" role="rowgroup">
  <c:forEach items="${batch.items()}" var="item">
    <tr class="pf-v6-c-table__tr" role="row">
      <th class="pf-v6-c-table__th" scope="row" role="rowheader" data-label="<fmt:message key='preview.lease'/>"><c:out value="${item.item().leaseId()}"/></th>
      <td class="pf-v6-c-table__td key" role="cell" data-label="<fmt:message key='kills.kill'/>"><c:if test="${not empty item.item().killId()}"><a href="<c:url value='/kill'><c:param name='id' value='${item.item().killId()}'/></c:url>"><c:out value="${item.item().killId()}"/></a></c:if></td>
      <td class="pf-v6-c-table__td" role="cell" data-label="<fmt:message key='kill.session'/>"><c:if test="${not empty item.item().session()}"><p:label is="${item.style()}"><fmt:message key="session.${item.item().session()}"/></p:label></c:if></td>
      <td class="pf-v6-c-table__td" role="cell" data-label="<fmt:message key='kill.slot'/>"><c:if test="${not empty item.item().slot()}"><fmt:message key="slot.${item.item().slot()}"/></c:if></td>
      <td class="pf-v6-c-table__td" role="cell" data-label="<fmt:message key='kill.message'/>"><c:out value="${item.item().message()}"/></td>
    </tr>
  </c:forEach>
  </tbody>
</table>
</div>
<p><a href="<c:url value='/kills'/>"><fmt:message key="batch.kills"/></a></p>
</p:page>
