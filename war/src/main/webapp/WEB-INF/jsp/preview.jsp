<%@ page contentType="text/html;charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="p" tagdir="/WEB-INF/tags" %>
<fmt:message key="${operator ? 'preview.kill.title' : 'preview.title'}" var="title"><fmt:param value="${lease.lease().id().toString()}"/></fmt:message>
<p:page title="${title}" here="leases" below="true">
<div class="decision">
<div class="who-and-what">
<section class="pf-v6-c-card pf-m-compact" aria-labelledby="who">
  <h2 class="pf-v6-c-title pf-m-md" id="who"><fmt:message key="preview.who"/></h2>
  <p class="target"><c:choose>
    <c:when test="${empty lease.target()}"><fmt:message key="preview.notarget"/></c:when>
    <c:otherwise><code class="key"><c:out value="${lease.target().key()}"/></code> <b><c:out value="${lease.username()}"/></b> <span class="quiet"><c:out value="${lease.target().database()}"/></span></c:otherwise>
  </c:choose></p>
  <div><p:label is="${lease.style()}"><fmt:message key="verdict.${lease.verdict()}"/></p:label> <p:verdicts/> <c:if test="${lease.proven()}"><span class="proof"><fmt:message key="proof.brief.${lease.proof()}"/></span></c:if> <fmt:message key="preview.held"/> <b><c:out value="${lease.age()}"/></b> · <c:out value="${lease.lease().pool()}"/></div>
  <p><c:if test="${not empty lease.frame()}"><code><c:out value="${lease.frame()}"/></code> · </c:if><p:deployment lease="${lease}"/></p>
  <p class="quiet"><c:out value="${lease.reasons()[0]}"/></p>
</section>
<section class="pf-v6-c-card pf-m-compact" aria-labelledby="lost">
  <h2 class="pf-v6-c-title pf-m-md" id="lost"><fmt:message key="preview.lost"/></h2>
  <ul>
    <li><c:choose>
      <c:when test="${not lease.open()}"><fmt:message key="lost.undo.unknown"/></c:when>
      <c:when test="${not lease.undo()}"><fmt:message key="lost.undo.none"/></c:when>
      <c:otherwise><fmt:message key="lost.undo"><fmt:param value="${lease.session().undoRecords()}"/><fmt:param value="${lease.session().undoBlocks()}"/></fmt:message></c:otherwise>
    </c:choose></li>
    <li><fmt:message key="lost.jta.${lease.lease().transaction()}"/></li>
    <c:if test="${lease.open()}"><c:forEach items="${lease.session().automatic().lines()}" var="line"><li><c:out value="${line}"/></li></c:forEach></c:if>
    <c:if test="${lease.open() and lease.session().blocks() > 0}">
    <li><fmt:message key="lost.blocks"><fmt:param value="${lease.session().blocks()}"/></fmt:message></li>
    </c:if>
    <c:if test="${not empty lease.waits().frees()}">
    <li><c:out value="${lease.waits().frees().toString()}"/></li>
    </c:if>
    <li><fmt:message key="lost.slot"/></li>
  </ul>
</section>
<section class="pf-v6-c-card pf-m-compact" aria-labelledby="answers">
  <h2 class="pf-v6-c-title pf-m-md" id="answers"><fmt:message key="preview.answers"/></h2>
  <details class="rules" id="rules"<c:if test="${not preview.allowed()}"> open</c:if>><summary><p:label is="${preview.allowed() ? 'allowed' : 'denied'}"><fmt:message key="${preview.allowed() ? 'preview.allowed' : 'preview.denied'}"/></p:label> <fmt:message key="check.passed"><fmt:param value="${passed}"/><fmt:param value="${checks.size()}"/></fmt:message></summary>
  <ul class="checks">
    <c:forEach items="${checks}" var="check"><li class="check-${fn:escapeXml(fn:toLowerCase(check.answer()))}"><b><fmt:message key="check.answer.${check.answer()}"/></b> <fmt:message key="check.${check.rule()}"/></li></c:forEach>
  </ul>
  <ol class="answers"><c:forEach items="${preview.answers()}" var="answer"><li><c:out value="${answer}"/></li></c:forEach><c:if test="${not empty preview.token()}"><li><fmt:message key="preview.token"/> <code><c:out value="${preview.token().text()}"/></code></li></c:if></ol>
  </details>
</section>
</div>
<section aria-labelledby="end">
  <h2 class="hidden" id="end"><fmt:message key="preview.kill"/></h2>
  <c:choose>
  <c:when test="${not preview.allowed()}"><p:empty><fmt:message key="preview.denied.why"/></p:empty></c:when>
  <c:when test="${not may}"><p:empty><fmt:message key="preview.viewer"/></p:empty></c:when>
  <c:otherwise>
  <form class="pf-v6-c-card pf-m-compact card" method="post" action="<c:url value='/kill'/>" autocomplete="off">
    <input type="hidden" name="lease" value="${fn:escapeXml(lease.lease().id())}">
    <input type="hidden" name="token" value="${fn:escapeXml(token)}">
    <p:killform modes="${modes}"/>
    <p class="buttons">
      <button class="pf-v6-c-button pf-m-danger" type="submit"><c:choose>
        <c:when test="${empty lease.target()}"><fmt:message key="preview.end.lease"><fmt:param value="${lease.lease().id().toString()}"/></fmt:message></c:when>
        <c:otherwise><fmt:message key="preview.end"/> <c:out value="${lease.target().key()}"/> <fmt:message key="preview.of"/> <c:out value="${lease.username()}"/></c:otherwise>
      </c:choose></button>
      <a href="<c:url value='/leases'/>"><fmt:message key="preview.back"/></a>
    </p>
  </form>
  </c:otherwise>
  </c:choose>
</section>
</div>
<details class="evidence" id="reasons"><summary><fmt:message key="preview.reasons"/></summary><div class="judgement"><p:verdict lease="${lease}"/></div></details>
<details class="evidence" id="facts"><summary><fmt:message key="preview.facts"/></summary>
<p:halves lease="${lease}" sql="${operator ? preview.sqlText() : ''}" holdings="${preview.holdings()}"/></details>
<p><a href="<c:url value='/lease'><c:param name='lease' value='${lease.lease().id()}'/></c:url>"><fmt:message key="preview.lease.page"/></a></p>
</p:page>
