<%@ page contentType="text/html;charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="p" tagdir="/WEB-INF/tags" %>
<fmt:message key="kill.title" var="title"><fmt:param value="${kill.id()}"/></fmt:message>
<p:page title="${title}" here="kills" below="true" every="${kill.over() ? 0 : empty trouble ? 1 : 5}" reload="${kill.over() ? 0 : empty trouble ? 1 : 5}">
<div id="live" class="live" data-live data-over="${fn:escapeXml(kill.over())}">
<p class="quiet"><fmt:message key="node"/> <b><c:out value="${kill.node()}"/></b>. <fmt:message key="fleet.kill.there"/></p>
<c:if test="${not empty trouble}"><p class="late" role="status"><b><fmt:message key="fleet.kill.told"><fmt:param value="${fn:escapeXml(age)}"/></fmt:message></b> <c:out value="${trouble}"/></p></c:if>
<section class="now" aria-labelledby="now">
  <h2 class="pf-v6-c-title pf-m-md" id="now"><fmt:message key="kill.message"/></h2>
  <p class="message" role="status"><c:out value="${kill.message()}"/></p>
  <dl class="pf-v6-c-description-list pf-m-compact facts">
    <div class="pf-v6-c-description-list__group"><dt class="pf-v6-c-description-list__term"><span class="pf-v6-c-description-list__text"><fmt:message key="kill.session"/></span></dt><dd class="pf-v6-c-description-list__description"><p:label is="${kill.style()}"><c:choose><c:when test="${not empty kill.knownSession()}"><fmt:message key="session.${kill.knownSession()}"/></c:when><c:otherwise><c:out value="${kill.sessionState()}"/></c:otherwise></c:choose></p:label></dd></div>
    <div class="pf-v6-c-description-list__group"><dt class="pf-v6-c-description-list__term"><span class="pf-v6-c-description-list__text"><fmt:message key="kill.slot"/></span></dt><dd class="pf-v6-c-description-list__description"><p:label is=""><c:choose><c:when test="${not empty kill.knownSlot()}"><fmt:message key="slot.${kill.knownSlot()}"/></c:when><c:otherwise><c:out value="${kill.slotState()}"/></c:otherwise></c:choose></p:label></dd></div>
  </dl>
  <ul class="checks">
    <li class="check-${fn:escapeXml(empty kill.slotFreed() ? 'unknown' : 'yes')}"><b><fmt:message key="${empty kill.slotFreed() ? (kill.over() ? 'kill.notseen' : 'kill.notyet') : 'check.answer.YES'}"/></b> <fmt:message key="kill.fact.slot"/> <span class="quiet"><c:out value="${kill.slotFreed()}"/></span></li>
    <li class="check-${fn:escapeXml(empty kill.sessionGone() ? 'unknown' : 'yes')}"><b><fmt:message key="${empty kill.sessionGone() ? (kill.over() ? 'kill.notseen' : 'kill.notyet') : 'check.answer.YES'}"/></b> <fmt:message key="kill.fact.session"/> <span class="quiet"><c:out value="${kill.sessionGone()}"/></span></li>
    <li class="check-${fn:escapeXml(empty kill.locksFree() ? 'unknown' : 'yes')}"><b><fmt:message key="${empty kill.locksFree() ? (kill.over() ? 'kill.notseen' : 'kill.notyet') : 'check.answer.YES'}"/></b> <fmt:message key="kill.fact.locks"/> <span class="quiet"><c:out value="${kill.locksFree()}"/></span></li>
  </ul>
  <c:if test="${not empty kill.rollbackPercent() and empty kill.locksFree()}">
  <p><label for="rollback"><fmt:message key="kill.progress"/></label> <progress id="rollback" max="100" value="${fn:escapeXml(kill.rollbackPercent())}"></progress> <c:out value="${kill.rollback()}"/></p>
  </c:if>
  <c:if test="${not empty kill.nextSteps()}">
  <h3><fmt:message key="kill.advice"/></h3>
  <ol>
  <c:forEach items="${kill.nextSteps()}" var="line"><li><c:out value="${line}"/></li></c:forEach>
  </ol>
  </c:if>
  <c:if test="${empty trouble}"><p class="quiet"><fmt:message key="${kill.over() ? 'kill.over' : 'kill.under.way'}"/></p></c:if>
  <c:if test="${operator and kill.withdrawable() and not empty token}">
  <form class="bare" method="post" action="<c:url value='/withdraw'/>"><input type="hidden" name="id" value="${fn:escapeXml(kill.id())}"><input type="hidden" name="token" value="${fn:escapeXml(token)}"><button class="pf-v6-c-button pf-m-secondary pf-m-small plain" type="submit"><fmt:message key="kill.withdraw"/></button></form>
  </c:if>
</section>
<section aria-labelledby="steps">
  <h2 class="pf-v6-c-title pf-m-md" id="steps"><fmt:message key="kill.steps"/></h2>
  <ol><c:forEach items="${kill.steps()}" var="step"><li><c:out value="${step}"/></li></c:forEach></ol>
</section>
<section aria-labelledby="target">
  <h2 class="pf-v6-c-title pf-m-md" id="target"><fmt:message key="kill.target"/></h2>
  <dl class="pf-v6-c-description-list pf-m-compact facts">
    <p:item key="node" value="${kill.node()}"/>
    <p:item key="preview.lease" value="${kill.leaseId()}"/>
    <p:item key="preview.pool" value="${kill.pool()}"/>
    <p:item key="preview.session" value="${kill.session()}"/>
    <p:item key="preview.databaseName" value="${kill.database()}"/>
    <p:item key="preview.username" value="${kill.username()}"/>
    <p:item key="kills.when" value="${kill.requested()}"/>
    <p:item key="kill.by" value="${kill.requester()}"/>
    <p:item key="kill.reason" value="${kill.reason()}"/>
    <div class="pf-v6-c-description-list__group"><dt class="pf-v6-c-description-list__term"><span class="pf-v6-c-description-list__text"><fmt:message key="kill.mode"/></span></dt><dd class="pf-v6-c-description-list__description"><c:choose><c:when test="${not empty kill.knownMode()}"><fmt:message key="mode.${kill.knownMode()}"/></c:when><c:otherwise><c:out value="${kill.mode()}"/></c:otherwise></c:choose> <p:modes/></dd></div>
    <p:item key="kill.audit" value="${kill.auditId()}"/>
  </dl>
</section>
</div>
<p><a href="<c:url value='/kills'><c:param name='scope' value='fleet'/></c:url>"><fmt:message key="fleet.kills"/></a></p>
</p:page>
