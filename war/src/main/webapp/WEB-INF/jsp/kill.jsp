<%@ page contentType="text/html;charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="p" tagdir="/WEB-INF/tags" %>
<c:set var="k" value="${kill.kill()}"/>
<fmt:message key="kill.title" var="title"><fmt:param value="${k.id()}"/></fmt:message>
<p:page title="${title}" here="kills" below="true" every="${k.isOver() ? 0 : 1}" reload="${k.isOver() ? 0 : 1}">
<div id="live" class="live" data-live data-over="${fn:escapeXml(k.isOver())}">
<section class="now" aria-labelledby="now">
  <h2 class="pf-v6-c-title pf-m-md" id="now"><fmt:message key="kill.message"/></h2>
  <p class="message" role="status"><c:out value="${k.message()}"/></p>
  <dl class="pf-v6-c-description-list pf-m-compact facts">
    <div class="pf-v6-c-description-list__group"><dt class="pf-v6-c-description-list__term"><span class="pf-v6-c-description-list__text"><fmt:message key="kill.session"/></span></dt><dd class="pf-v6-c-description-list__description"><p:label is="${kill.style()}"><fmt:message key="session.${k.session()}"/></p:label></dd></div>
    <div class="pf-v6-c-description-list__group"><dt class="pf-v6-c-description-list__term"><span class="pf-v6-c-description-list__text"><fmt:message key="kill.slot"/></span></dt><dd class="pf-v6-c-description-list__description"><p:label is=""><fmt:message key="slot.${k.slot()}"/></p:label></dd></div>
    <p:item key="kill.took" value="${kill.took()}"/>
  </dl>
  <ul class="checks">
    <li class="check-${fn:escapeXml(empty kill.slotFreed() ? 'unknown' : 'yes')}"><b><fmt:message key="${empty kill.slotFreed() ? (k.isOver() ? 'kill.notseen' : 'kill.notyet') : 'check.answer.YES'}"/></b> <fmt:message key="kill.fact.slot"/> <span class="quiet"><c:out value="${kill.slotFreed()}"/></span></li>
    <li class="check-${fn:escapeXml(empty kill.sessionGone() ? 'unknown' : 'yes')}"><b><fmt:message key="${empty kill.sessionGone() ? (k.isOver() ? 'kill.notseen' : 'kill.notyet') : 'check.answer.YES'}"/></b> <fmt:message key="kill.fact.session"/> <span class="quiet"><c:out value="${kill.sessionGone()}"/></span></li>
    <li class="check-${fn:escapeXml(empty kill.locksFree() ? 'unknown' : 'yes')}"><b><fmt:message key="${empty kill.locksFree() ? (k.isOver() ? 'kill.notseen' : 'kill.notyet') : 'check.answer.YES'}"/></b> <fmt:message key="kill.fact.locks"/> <span class="quiet"><c:out value="${kill.locksFree()}"/></span></li>
  </ul>
  <c:if test="${not empty k.progress() and empty kill.locksFree()}">
  <p><label for="rollback"><fmt:message key="kill.progress"/></label> <progress id="rollback" max="100" value="${fn:escapeXml(k.progress().percent())}"></progress> <c:out value="${k.progress()}"/></p>
  </c:if>
  <c:if test="${not empty k.advice()}">
  <h3><fmt:message key="kill.advice"/></h3>
  <ol>
  <c:forEach items="${k.advice()}" var="line"><li><c:out value="${line}"/></li></c:forEach>
  </ol>
  </c:if>
  <p class="quiet"><fmt:message key="${k.isOver() ? 'kill.over' : 'kill.under.way'}"/></p>
  <c:if test="${operator and kill.withdrawable() and not empty token}">
  <form class="bare" method="post" action="<c:url value='/withdraw'/>"><input type="hidden" name="id" value="${fn:escapeXml(k.id())}"><input type="hidden" name="token" value="${fn:escapeXml(token)}"><button class="pf-v6-c-button pf-m-secondary pf-m-small plain" type="submit"><fmt:message key="kill.withdraw"/></button></form>
  </c:if>
</section>

<section aria-labelledby="steps">
  <h2 class="pf-v6-c-title pf-m-md" id="steps"><fmt:message key="kill.steps"/></h2>
  <table class="pf-v6-c-table pf-m-compact pf-m-grid-xl" role="table" aria-labelledby="steps">
    <thead class="pf-v6-c-table__thead" role="rowgroup"><tr class="pf-v6-c-table__tr" role="row">
      <th class="pf-v6-c-table__th" scope="col" role="columnheader"><fmt:message key="kill.time"/></th>
      <th class="pf-v6-c-table__th" scope="col" role="columnheader"><fmt:message key="kill.session"/></th>
      <th class="pf-v6-c-table__th" scope="col" role="columnheader"><fmt:message key="kill.slot"/></th>
      <th class="pf-v6-c-table__th" scope="col" role="columnheader"><fmt:message key="kill.what"/></th>
    </tr></thead>
    <tbody class="pf-v6-c-table__tbody" role="rowgroup">
    <c:forEach items="${kill.steps()}" var="step">
      <tr class="pf-v6-c-table__tr" role="row">
        <th class="pf-v6-c-table__th key" scope="row" role="rowheader" data-label="<fmt:message key='kill.time'/>"><c:out value="${step.clock()}"/></th>
        <td class="pf-v6-c-table__td" role="cell" data-label="<fmt:message key='kill.session'/>"><fmt:message key="session.${step.step().session()}"/></td>
        <td class="pf-v6-c-table__td" role="cell" data-label="<fmt:message key='kill.slot'/>"><fmt:message key="slot.${step.step().slot()}"/></td>
        <td class="pf-v6-c-table__td" role="cell" data-label="<fmt:message key='kill.what'/>"><c:out value="${step.step().what()}"/></td>
      </tr>
    </c:forEach>
    </tbody>
  </table>
</section>

<section aria-labelledby="target">
  <h2 class="pf-v6-c-title pf-m-md" id="target"><fmt:message key="kill.target"/></h2>
  <dl class="pf-v6-c-description-list pf-m-compact facts">
    <c:if test="${not kill.lease().lease().isNone()}">
    <p:item key="preview.lease" value="${kill.lease().lease().id()}"/>
    <p:item key="preview.pool" value="${kill.lease().lease().pool()}"/>
    </c:if>
    <p:item key="preview.session" value="${kill.lease().target()}"/>
    <p:item key="preview.username" value="${kill.lease().username()}"/>
    <div class="pf-v6-c-description-list__group"><dt class="pf-v6-c-description-list__term"><span class="pf-v6-c-description-list__text"><fmt:message key="preview.callsite"/></span></dt><dd class="pf-v6-c-description-list__description"><p:callsite lease="${kill.lease()}"/></dd></div>
    <p:item key="kill.by" value="${k.requester()}"/>
    <p:item key="kill.reason" value="${k.reason()}"/>
    <div class="pf-v6-c-description-list__group"><dt class="pf-v6-c-description-list__term"><span class="pf-v6-c-description-list__text"><fmt:message key="kill.mode"/></span></dt><dd class="pf-v6-c-description-list__description"><fmt:message key="mode.${k.mode()}"/> <p:modes/></dd></div>
    <p:item key="kill.audit" value="${k.auditId() > 0 ? k.auditId() : ''}"/>
    <c:if test="${not empty k.batchId()}"><div class="pf-v6-c-description-list__group"><dt class="pf-v6-c-description-list__term"><span class="pf-v6-c-description-list__text"><fmt:message key="kill.batch"/></span></dt><dd class="pf-v6-c-description-list__description"><a href="<c:url value='/batch'><c:param name='id' value='${k.batchId()}'/></c:url>"><c:out value="${k.batchId()}"/></a></dd></div></c:if>
  </dl>
  <div class="judgement"><p:verdict lease="${kill.lease()}"/></div>
</section>
<%-- It has the text of the statement in it: for operators. --%>
<c:if test="${operator}">
<details id="report">
  <summary><fmt:message key="kill.report"/></summary>
  <pre tabindex="0" data-copy><c:out value="${kill.report()}"/></pre>
</details>
</c:if>
</div>
<p><a href="<c:url value='/'/>"><fmt:message key="kill.leases"/></a></p>
</p:page>
