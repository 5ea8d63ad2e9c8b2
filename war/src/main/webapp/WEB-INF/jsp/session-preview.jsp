<%@ page contentType="text/html;charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="p" tagdir="/WEB-INF/tags" %>
<c:set var="session" value="${db.session()}"/>
<fmt:message key="session.title" var="title"><fmt:param value="${session.id().key()}"/></fmt:message>
<p:page title="${title}">
<p class="target"><code class="key"><c:out value="${session.id().key()}"/></code> <c:out value="${session.username()}"/> <span class="quiet"><c:out value="${session.id().database()}"/></span>
  <a href="<c:url value='/session'><c:param name='session' value='${session.id().key()}'/><c:param name='database' value='${session.id().database()}'/></c:url>"><fmt:message key="lease.details"/></a></p>
<c:if test="${choice.foreign()}"><p class="late"><fmt:message key="session.preview.warning"/></p></c:if>

<section aria-labelledby="answers">
  <h2 id="answers"><fmt:message key="preview.answers"/></h2>
  <p><span class="badge ${fn:escapeXml(preview.allowed() ? 'allowed' : 'denied')}"><fmt:message key="${preview.allowed() ? 'preview.allowed' : 'preview.denied'}"/></span></p>
  <ol class="answers"><c:forEach items="${preview.answers()}" var="answer"><li><c:out value="${answer}"/></li></c:forEach></ol>
</section>

<section aria-labelledby="end">
  <h2 id="end"><fmt:message key="preview.kill"/></h2>
  <c:choose>
  <c:when test="${not preview.allowed()}"><p class="empty"><fmt:message key="preview.denied.why"/></p></c:when>
  <c:when test="${not may}"><p class="empty"><fmt:message key="preview.viewer"/></p></c:when>
  <c:otherwise>
  <form class="card" method="post" action="<c:url value='/kill'/>" autocomplete="off">
    <input type="hidden" name="session" value="${fn:escapeXml(session.id().key())}">
    <input type="hidden" name="database" value="${fn:escapeXml(session.id().database())}">
    <input type="hidden" name="foreign" value="${fn:escapeXml(choice.foreign() ? 'YES' : 'NO')}">
    <input type="hidden" name="token" value="${fn:escapeXml(token)}">
    <p:killform modes="${modes}"/>
    <p class="buttons">
      <button type="submit"><fmt:message key="preview.end"/> <c:out value="${session.id().key()}"/> <fmt:message key="preview.of"/> <c:out value="${session.username()}"/></button>
      <a href="<c:url value='/sessions'/>"><fmt:message key="session.list"/></a>
    </p>
  </form>
  </c:otherwise>
  </c:choose>
</section>
<section aria-labelledby="database">
  <h2 id="database"><fmt:message key="preview.database"/></h2>
  <dl class="facts">
    <div><dt><fmt:message key="preview.status"/></dt><dd><p:sessionstatus session="${db}"/></dd></div>
    <c:if test="${db.open()}"><p:sessionfacts session="${db}"/></c:if>
    <c:if test="${operator and not empty preview.sqlText()}">
    <div class="wide"><dt><fmt:message key="preview.sql"/></dt><dd><pre tabindex="0"><c:out value="${preview.sqlText()}"/></pre></dd></div>
    </c:if>
  </dl>
</section>
</p:page>
