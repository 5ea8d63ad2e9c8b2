<%@ page contentType="text/html;charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="p" tagdir="/WEB-INF/tags" %>
<c:set var="db" value="${one.database()}"/>
<c:set var="session" value="${one.session()}"/>
<fmt:message key="session.title" var="title"><fmt:param value="${session.id().key()}"/></fmt:message>
<p:page title="${title}" here="sessions" below="true">
<p:scan scan="${scan}"/>
<div class="judgement"><p:label is="${one.style()}"><fmt:message key="verdict.${one.verdict()}"/></p:label> <p:verdicts sessions="true"/>
  <ul class="reasons"><c:forEach items="${one.reasons()}" var="reason"><li><c:out value="${reason}"/></li></c:forEach></ul></div>
<p class="acts"><a href="<c:url value='/history'><c:param name='session' value='${session.id().key()}'/><c:param name='database' value='${session.id().database()}'/></c:url>"><fmt:message key="session.history"/></a>
  <a href="<c:url value='/sessions'/>"><fmt:message key="session.list"/></a>
  <c:if test="${one.orphan() or one.foreign()}"><a class="action" href="<c:url value='/session-preview'><c:param name='session' value='${session.id().key()}'/><c:param name='database' value='${session.id().database()}'/><c:param name='foreign' value='${one.foreign() ? "YES" : "NO"}'/></c:url>"><fmt:message key="${one.foreign() ? 'session.preview.foreign' : 'detail.kill'}"/></a></c:if></p>
<div class="halves">
<section aria-labelledby="server">
  <h2 class="pf-v6-c-title pf-m-md" id="server"><fmt:message key="preview.server"/></h2>
  <p><fmt:message key="session.why.${one.verdict()}"/></p>
  <dl class="pf-v6-c-description-list pf-m-compact facts"><p:item key="preview.pool" value="${one.classified().pool()}"/></dl>
</section>
<section aria-labelledby="database">
  <h2 class="pf-v6-c-title pf-m-md" id="database"><fmt:message key="preview.database"/></h2>
  <dl class="pf-v6-c-description-list pf-m-compact facts">
    <div class="pf-v6-c-description-list__group"><dt class="pf-v6-c-description-list__term"><span class="pf-v6-c-description-list__text"><fmt:message key="preview.session"/></span></dt><dd class="pf-v6-c-description-list__description"><code class="key"><c:out value="${session.id().key()}"/></code></dd></div>
    <p:item key="preview.databaseName" value="${session.id().database()}"/>
    <p:item key="preview.username" value="${session.username()}"/>
    <div class="pf-v6-c-description-list__group"><dt class="pf-v6-c-description-list__term"><span class="pf-v6-c-description-list__text"><fmt:message key="preview.status"/></span></dt><dd class="pf-v6-c-description-list__description"><p:sessionstatus session="${db}"/></dd></div>
    <c:if test="${db.open()}"><p:sessionfacts session="${db}"/></c:if>
  </dl>
</section>
</div>
<p:waiters session="${db}" waiters="${waiters}" waits="${one.waits()}"/>
</p:page>
