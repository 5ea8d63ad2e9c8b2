<%@ page contentType="text/html;charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="p" tagdir="/WEB-INF/tags" %>
<c:set var="k" value="${kill.kill()}"/>
<fmt:message key="kill.title" var="title"><fmt:param value="${k.id()}"/></fmt:message>
<p:page title="${title}" refresh="${not k.isOver()}">
<section class="now" aria-labelledby="now">
  <h2 id="now"><fmt:message key="kill.message"/></h2>
  <p class="message"><c:out value="${k.message()}"/></p>
  <dl class="facts">
    <div><dt><fmt:message key="kill.session"/></dt><dd><span class="badge ${fn:escapeXml(kill.style())}"><fmt:message key="session.${k.session()}"/></span></dd></div>
    <div><dt><fmt:message key="kill.slot"/></dt><dd><span class="badge"><fmt:message key="slot.${k.slot()}"/></span></dd></div>
  </dl>
  <dl class="facts">
    <p:item key="kill.fact.slot" value="${kill.slotFreed()}"/>
    <p:item key="kill.fact.session" value="${kill.sessionGone()}"/>
    <p:item key="kill.fact.locks" value="${kill.locksFree()}"/>
    <c:if test="${not empty k.progress()}"><p:item key="kill.progress" value="${k.progress().toString()}"/></c:if>
  </dl>
  <c:if test="${not empty k.advice()}">
  <h3><fmt:message key="kill.advice"/></h3>
  <ol>
  <c:forEach items="${k.advice()}" var="line"><li><c:out value="${line}"/></li></c:forEach>
  </ol>
  </c:if>
  <p class="quiet"><fmt:message key="${k.isOver() ? 'kill.over' : 'kill.under.way'}"/></p>
</section>

<section aria-labelledby="steps">
  <h2 id="steps"><fmt:message key="kill.steps"/></h2>
  <table aria-labelledby="steps">
    <thead><tr>
      <th scope="col"><fmt:message key="kill.time"/></th>
      <th scope="col"><fmt:message key="kill.session"/></th>
      <th scope="col"><fmt:message key="kill.slot"/></th>
      <th scope="col"><fmt:message key="kill.what"/></th>
    </tr></thead>
    <tbody>
    <c:forEach items="${kill.steps()}" var="step">
      <tr>
        <th scope="row" data-label="<fmt:message key='kill.time'/>"><c:out value="${step.clock()}"/></th>
        <td data-label="<fmt:message key='kill.session'/>"><fmt:message key="session.${step.step().session()}"/></td>
        <td data-label="<fmt:message key='kill.slot'/>"><fmt:message key="slot.${step.step().slot()}"/></td>
        <td data-label="<fmt:message key='kill.what'/>"><c:out value="${step.step().what()}"/></td>
      </tr>
    </c:forEach>
    </tbody>
  </table>
</section>

<section aria-labelledby="target">
  <h2 id="target"><fmt:message key="kill.target"/></h2>
  <dl class="facts">
    <p:item key="preview.lease" value="${kill.lease().lease().id()}"/>
    <p:item key="preview.pool" value="${kill.lease().lease().pool()}"/>
    <p:item key="preview.session" value="${kill.lease().target()}"/>
    <p:item key="preview.username" value="${kill.lease().username()}"/>
    <div><dt><fmt:message key="preview.callsite"/></dt><dd><p:callsite lease="${kill.lease()}"/></dd></div>
    <p:item key="kill.by" value="${k.requester()}"/>
    <p:item key="kill.reason" value="${k.reason()}"/>
    <div><dt><fmt:message key="kill.mode"/></dt><dd><fmt:message key="mode.${k.mode()}"/></dd></div>
    <p:item key="kill.audit" value="${k.auditId() > 0 ? k.auditId() : ''}"/>
  </dl>
  <div class="judgement"><p:verdict lease="${kill.lease()}"/></div>
</section>
<%-- It has the text of the statement in it: for operators. --%>
<c:if test="${operator}">
<details>
  <summary><fmt:message key="kill.report"/></summary>
  <pre><c:forEach items="${k.report()}" var="line"><c:out value="${line}"/>
</c:forEach></pre>
</details>
</c:if>
<p><a href="<c:url value='/'/>"><fmt:message key="kill.leases"/></a></p>
</p:page>
