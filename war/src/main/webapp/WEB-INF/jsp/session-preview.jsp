<%@ page contentType="text/html;charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="p" tagdir="/WEB-INF/tags" %>
<c:set var="session" value="${db.session()}"/>
<fmt:message key="session.title" var="title"><fmt:param value="${session.id().key()}"/></fmt:message>
<p:page title="${title}" here="sessions" below="true">
<c:if test="${choice.foreign()}"><p class="late"><fmt:message key="session.preview.warning"/></p></c:if>
<div class="decision">
<div class="who-and-what">
<section class="pf-v6-c-card pf-m-compact" aria-labelledby="who">
  <h2 class="pf-v6-c-title pf-m-md" id="who"><fmt:message key="preview.who"/></h2>
  <p class="target"><code class="key"><c:out value="${session.id().key()}"/></code> <b><c:out value="${session.username()}"/></b> <span class="quiet"><c:out value="${session.id().database()}"/></span></p>
  <p><p:sessionstatus session="${db}"/></p>
  <p><a href="<c:url value='/session'><c:param name='session' value='${session.id().key()}'/><c:param name='database' value='${session.id().database()}'/></c:url>"><fmt:message key="lease.details"/></a></p>
</section>
<section class="pf-v6-c-card pf-m-compact" aria-labelledby="lost">
  <h2 class="pf-v6-c-title pf-m-md" id="lost"><fmt:message key="preview.lost"/></h2>
  <ul>
    <li><c:choose>
      <c:when test="${not db.open()}"><fmt:message key="lost.undo.unknown"/></c:when>
      <c:when test="${not db.undo()}"><fmt:message key="lost.undo.none"/></c:when>
      <c:otherwise><fmt:message key="lost.undo"><fmt:param value="${session.undoRecords()}"/><fmt:param value="${session.undoBlocks()}"/></fmt:message></c:otherwise>
    </c:choose></li>
    <c:if test="${db.open()}"><c:forEach items="${session.automatic().lines()}" var="line"><li><c:out value="${line}"/></li></c:forEach></c:if>
    <c:if test="${db.open() and session.blocks() > 0}">
    <li><fmt:message key="lost.blocks"><fmt:param value="${session.blocks()}"/></fmt:message></li>
    </c:if>
  </ul>
</section>
<section class="pf-v6-c-card pf-m-compact" aria-labelledby="answers">
  <h2 class="pf-v6-c-title pf-m-md" id="answers"><fmt:message key="preview.answers"/></h2>
  <p><p:label is="${preview.allowed() ? 'allowed' : 'denied'}"><fmt:message key="${preview.allowed() ? 'preview.allowed' : 'preview.denied'}"/></p:label></p>
  <ol class="answers"><c:forEach items="${preview.answers()}" var="answer"><li><c:out value="${answer}"/></li></c:forEach><c:if test="${not empty preview.token()}"><li><fmt:message key="preview.token"/> <code><c:out value="${preview.token().text()}"/></code></li></c:if></ol>
</section>
</div>
<section aria-labelledby="end">
  <h2 class="hidden" id="end"><fmt:message key="preview.kill"/></h2>
  <c:choose>
  <c:when test="${not preview.allowed()}"><p:empty><fmt:message key="preview.denied.why"/></p:empty></c:when>
  <c:when test="${not may}"><p:empty><fmt:message key="preview.viewer"/></p:empty></c:when>
  <c:otherwise>
  <form class="pf-v6-c-card pf-m-compact card" method="post" action="<c:url value='/kill'/>" autocomplete="off">
    <input type="hidden" name="session" value="${fn:escapeXml(session.id().key())}">
    <input type="hidden" name="database" value="${fn:escapeXml(session.id().database())}">
    <input type="hidden" name="foreign" value="${fn:escapeXml(choice.foreign() ? 'YES' : 'NO')}">
    <input type="hidden" name="token" value="${fn:escapeXml(token)}">
    <p:killform modes="${modes}"/>
    <p class="buttons">
      <button class="pf-v6-c-button pf-m-danger" type="submit"><fmt:message key="preview.end"/> <c:out value="${session.id().key()}"/> <fmt:message key="preview.of"/> <c:out value="${session.username()}"/></button>
      <a href="<c:url value='/sessions'/>"><fmt:message key="preview.back"/></a>
    </p>
  </form>
  </c:otherwise>
  </c:choose>
</section>
</div>
<details class="evidence" id="facts"><summary><fmt:message key="preview.database"/></summary>
<dl class="pf-v6-c-description-list pf-m-compact facts">
  <c:if test="${db.open()}"><p:sessionfacts session="${db}"/></c:if>
  <c:if test="${not empty preview.holdings()}">
  <div class="pf-v6-c-description-list__group wide"><dt class="pf-v6-c-description-list__term"><span class="pf-v6-c-description-list__text"><fmt:message key="preview.holdings"/></span></dt><dd class="pf-v6-c-description-list__description"><c:out value="${preview.holdings()}"/></dd></div>
  </c:if>
  <c:if test="${operator and not empty preview.sqlText()}">
  <div class="pf-v6-c-description-list__group wide"><dt class="pf-v6-c-description-list__term"><span class="pf-v6-c-description-list__text"><fmt:message key="preview.sql"/></span></dt><dd class="pf-v6-c-description-list__description"><pre tabindex="0"><c:out value="${preview.sqlText()}"/></pre></dd></div>
  </c:if>
</dl></details>
</p:page>
