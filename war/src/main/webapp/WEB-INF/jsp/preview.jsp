<%@ page contentType="text/html;charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="p" tagdir="/WEB-INF/tags" %>
<fmt:message key="${operator ? 'preview.kill.title' : 'preview.title'}" var="title"><fmt:param value="${lease.lease().id().toString()}"/></fmt:message>
<p:page title="${title}">
<p class="target">
  <c:choose>
    <c:when test="${empty lease.target()}"><fmt:message key="preview.notarget"/></c:when>
    <c:otherwise><code class="key"><c:out value="${lease.target().key()}"/></code> <c:out value="${lease.username()}"/> <span class="quiet"><c:out value="${lease.target().database()}"/></span></c:otherwise>
  </c:choose>
  <a href="<c:url value='/lease'><c:param name='lease' value='${lease.lease().id()}'/></c:url>"><fmt:message key="lease.details"/></a>
</p>
<div class="judgement"><p:verdict lease="${lease}"/></div>

<section aria-labelledby="answers">
  <h2 id="answers"><fmt:message key="preview.answers"/></h2>
  <p><span class="badge ${fn:escapeXml(preview.allowed() ? 'allowed' : 'denied')}"><fmt:message key="${preview.allowed() ? 'preview.allowed' : 'preview.denied'}"/></span></p>
  <ul class="checks">
    <c:forEach items="${checks}" var="check"><li class="check-${fn:escapeXml(fn:toLowerCase(check.answer()))}"><b><fmt:message key="check.answer.${check.answer()}"/></b> <fmt:message key="check.${check.rule()}"/></li></c:forEach>
  </ul>
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
    <c:if test="${not empty lease.waits().frees()}">
    <li><c:out value="${lease.waits().frees().toString()}"/></li>
    </c:if>
    <li><fmt:message key="lost.slot"/></li>
  </ul>
</section>

<section aria-labelledby="end">
  <h2 id="end"><fmt:message key="preview.kill"/></h2>
  <c:choose>
  <c:when test="${not preview.allowed()}"><p class="empty"><fmt:message key="preview.denied.why"/></p></c:when>
  <c:when test="${not may}"><p class="empty"><fmt:message key="preview.viewer"/></p></c:when>
  <c:otherwise>
  <form class="card" method="post" action="<c:url value='/kill'/>" autocomplete="off">
    <input type="hidden" name="lease" value="${fn:escapeXml(lease.lease().id())}">
    <input type="hidden" name="token" value="${fn:escapeXml(token)}">
    <p:killform modes="${modes}"/>
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
<p:halves lease="${lease}" sql="${operator ? preview.sqlText() : ''}"/>
</p:page>
