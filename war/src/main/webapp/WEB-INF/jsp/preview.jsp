<%@ page contentType="text/html;charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="p" tagdir="/WEB-INF/tags" %>
<fmt:message key="preview.title" var="title"><fmt:param value="${lease.lease().id().toString()}"/></fmt:message>
<p:page title="${title}">
<div class="judgement"><p:verdict lease="${lease}"/></div>

<div class="halves">
<section aria-labelledby="server">
  <h2 id="server"><fmt:message key="preview.server"/></h2>
  <dl class="facts">
    <p:item key="preview.pool" value="${lease.lease().pool()}"/>
    <div><dt><fmt:message key="preview.since"/></dt><dd><c:out value="${lease.age()}"/> <span class="quiet"><c:out value="${lease.since()}"/></span></dd></div>
    <div><dt><fmt:message key="preview.callsite"/></dt><dd><p:callsite lease="${lease}"/></dd></div>
    <div><dt><fmt:message key="preview.deployment"/></dt><dd><p:deployment lease="${lease}"/></dd></div>
    <div><dt><fmt:message key="preview.thread"/></dt><dd><p:thread lease="${lease}"/></dd></div>
    <p:item key="preview.handles" value="${lease.lease().handles()}"/>
    <div><dt><fmt:message key="preview.jta"/></dt><dd><fmt:message key="jta.${lease.lease().transaction()}"/></dd></div>
  </dl>
</section>

<section aria-labelledby="database">
  <h2 id="database"><fmt:message key="preview.database"/></h2>
  <dl class="facts">
    <div><dt><fmt:message key="preview.session"/></dt><dd>
      <c:choose>
        <c:when test="${empty lease.target()}"><span class="quiet"><fmt:message key="unknown"/></span></c:when>
        <c:otherwise><code class="key"><c:out value="${lease.target().key()}"/></code></c:otherwise>
      </c:choose></dd></div>
    <p:item key="preview.databaseName" value="${lease.target().database()}"/>
    <p:item key="preview.username" value="${lease.username()}"/>
    <div><dt><fmt:message key="preview.status"/></dt><dd><p:status lease="${lease}"/></dd></div>
    <c:if test="${lease.open()}">
    <p:item key="preview.event" value="${lease.session().event()}"/>
    <p:item key="preview.blockedBy" value="${lease.session().blockedBy()}"/>
    <p:item key="preview.blocks" value="${lease.session().blocks()}"/>
    <div><dt><fmt:message key="preview.undo"/></dt><dd><p:undo lease="${lease}"/></dd></div>
    <p:item key="preview.logon" value="${lease.logon()}"/>
    <p:item key="preview.program" value="${lease.session().program()}"/>
    <p:item key="preview.machine" value="${lease.session().machine()}"/>
    <p:item key="preview.module" value="${lease.session().module()}"/>
    <p:item key="preview.client" value="${lease.session().clientIdentifier()}"/>
    <p:item key="preview.spid" value="${lease.session().spid()}"/>
    <p:item key="preview.sqlid" value="${lease.session().sqlId()}"/>
    <c:if test="${operator and not empty preview.sqlText()}">
    <div class="wide"><dt><fmt:message key="preview.sql"/></dt><dd><pre tabindex="0"><c:out value="${preview.sqlText()}"/></pre></dd></div>
    </c:if>
    </c:if>
  </dl>
</section>
</div>

<section aria-labelledby="answers">
  <h2 id="answers"><fmt:message key="preview.answers"/></h2>
  <p><span class="badge ${fn:escapeXml(preview.allowed() ? 'allowed' : 'denied')}"><fmt:message key="${preview.allowed() ? 'preview.allowed' : 'preview.denied'}"/></span></p>
  <ol class="answers"><c:forEach items="${preview.answers()}" var="answer"><li><c:out value="${answer}"/></li></c:forEach></ol>
</section>

<section aria-labelledby="lost">
  <h2 id="lost"><fmt:message key="preview.lost"/></h2>
  <ul>
    <li><c:choose>
      <c:when test="${not lease.open()}"><fmt:message key="lost.undo.unknown"/></c:when>
      <c:when test="${not lease.undo()}"><fmt:message key="lost.undo.none"/></c:when>
      <c:otherwise><fmt:message key="lost.undo"><fmt:param value="${lease.session().undoRecords()}"/><fmt:param value="${lease.session().undoBlocks()}"/></fmt:message></c:otherwise>
    </c:choose></li>
    <li><fmt:message key="lost.jta.${lease.lease().transaction()}"/></li>
    <c:if test="${lease.open() and lease.session().blocks() > 0}">
    <li><fmt:message key="lost.blocks"><fmt:param value="${lease.session().blocks()}"/></fmt:message></li>
    </c:if>
    <li><fmt:message key="lost.slot"/></li>
  </ul>
</section>

<section aria-labelledby="end">
  <h2 id="end"><fmt:message key="preview.kill"/></h2>
  <c:choose>
  <c:when test="${not preview.allowed()}"><p class="empty"><fmt:message key="preview.denied.why"/></p></c:when>
  <c:when test="${not operator}"><p class="empty"><fmt:message key="preview.viewer"/></p></c:when>
  <c:otherwise>
  <form method="post" action="<c:url value='/kill'/>" autocomplete="off">
    <input type="hidden" name="lease" value="${fn:escapeXml(lease.lease().id())}">
    <input type="hidden" name="token" value="${fn:escapeXml(token)}">
    <label for="reason"><fmt:message key="preview.reason"/></label>
    <input id="reason" name="reason" type="text" required maxlength="400" aria-describedby="reason-help">
    <p id="reason-help" class="quiet"><fmt:message key="preview.reason.help"/></p>
    <p class="buttons">
      <button type="submit"><c:choose>
        <c:when test="${empty lease.target()}"><fmt:message key="preview.end.lease"><fmt:param value="${lease.lease().id().toString()}"/></fmt:message></c:when>
        <c:otherwise><fmt:message key="preview.end"/> <c:out value="${lease.target().key()}"/> <fmt:message key="preview.of"/> <c:out value="${lease.username()}"/></c:otherwise>
      </c:choose></button>
      <a href="<c:url value='/'/>"><fmt:message key="preview.back"/></a>
    </p>
  </form>
  </c:otherwise>
  </c:choose>
</section>
</p:page>
