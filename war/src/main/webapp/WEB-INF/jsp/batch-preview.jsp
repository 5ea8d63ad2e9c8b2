<%@ page contentType="text/html;charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="p" tagdir="/WEB-INF/tags" %>
<fmt:message key="batch.preview.title" var="title"/>
<p:page title="${title}" here="leases" below="true">
<div class="decision">
<div class="who-and-what">
<section class="pf-v6-c-card pf-m-compact" aria-labelledby="who">
  <h2 class="pf-v6-c-title pf-m-md" id="who"><fmt:message key="preview.who"/></h2>
  <p class="target"><c:choose><c:when test="${not empty selection.leaseIds()}"><fmt:message key="batch.chosen"><fmt:param value="${items.size()}"/></fmt:message></c:when><c:otherwise><c:out value="${selection}"/></c:otherwise></c:choose></p>
  <p:folded folded="${folded}"/>
</section>
<section class="pf-v6-c-card pf-m-compact" aria-labelledby="lost">
  <h2 class="pf-v6-c-title pf-m-md" id="lost"><fmt:message key="preview.lost"/></h2>
  <ul>
    <li><fmt:message key="batch.lost.undo"><fmt:param value="${losses.undoRecords()}"/></fmt:message></li>
    <li><fmt:message key="batch.lost.blocks"><fmt:param value="${losses.blocks()}"/></fmt:message></li>
    <c:if test="${losses.requests() > 0}"><li><fmt:message key="batch.lost.requests"><fmt:param value="${losses.requests()}"/></fmt:message></li></c:if>
    <c:if test="${losses.hidden() > 0}"><li><fmt:message key="batch.lost.hidden"><fmt:param value="${losses.hidden()}"/></fmt:message></li></c:if>
    <li><fmt:message key="lost.slot"/></li>
  </ul>
</section>
<section class="pf-v6-c-card pf-m-compact" aria-labelledby="answers">
  <h2 class="pf-v6-c-title pf-m-md" id="answers"><fmt:message key="preview.answers"/></h2>
  <details class="rules" id="rules"<c:if test="${not preview.allowed()}"> open</c:if>><summary><p:label is="${preview.allowed() ? 'allowed' : 'denied'}"><fmt:message key="${preview.allowed() ? 'preview.allowed' : 'preview.denied'}"/></p:label>
    <c:if test="${preview.allowed()}"><fmt:message key="batch.willing"><fmt:param value="${willing}"/><fmt:param value="${items.size()}"/></fmt:message></c:if></summary>
  <p class="quiet"><fmt:message key="batch.answers"/></p>
  <ol class="answers"><c:forEach items="${preview.answers()}" var="answer"><li><c:out value="${answer}"/></li></c:forEach><c:if test="${not empty preview.token()}"><li><fmt:message key="preview.token"/> <code><c:out value="${preview.token().text()}"/></code></li></c:if></ol>
  </details>
</section>
</div>
<section aria-labelledby="end">
  <h2 class="hidden" id="end"><fmt:message key="batch.preview.end"/></h2>
  <c:choose>
  <c:when test="${not preview.allowed() or willing == 0}"><p:empty><fmt:message key="preview.denied.why"/></p:empty></c:when>
  <c:when test="${not may}"><p:empty><fmt:message key="preview.viewer"/></p:empty></c:when>
  <c:otherwise>
  <form class="pf-v6-c-card pf-m-compact card" method="post" action="<c:url value='/batch'/>" autocomplete="off">
    <c:choose>
    <c:when test="${not empty selection.leaseIds()}"><c:forEach items="${items}" var="item"><c:if test="${empty item.refusal()}"><input type="hidden" name="lease" value="${fn:escapeXml(item.lease().lease().id())}"></c:if></c:forEach></c:when>
    <c:otherwise>
      <c:if test="${not empty selection.pool()}"><input type="hidden" name="pool" value="${fn:escapeXml(selection.pool())}"></c:if>
      <c:if test="${not empty selection.deployment()}"><input type="hidden" name="deployment" value="${fn:escapeXml(selection.deployment())}"></c:if>
      <c:if test="${not empty selection.callSite()}"><input type="hidden" name="site" value="${fn:escapeXml(selection.callSite())}"></c:if>
      <c:if test="${not empty selection.proof()}"><input type="hidden" name="proof" value="${fn:escapeXml(selection.proof())}"></c:if>
      <c:forEach items="${items}" var="item"><c:if test="${empty item.refusal()}"><input type="hidden" name="only" value="${fn:escapeXml(item.lease().lease().id())}"></c:if></c:forEach>
    </c:otherwise>
    </c:choose>
    <input type="hidden" name="max" value="${fn:escapeXml(items.size())}">
    <input type="hidden" name="token" value="${fn:escapeXml(token)}">
    <p:killform modes="${modes}"/>
    <p class="buttons">
      <button class="pf-v6-c-button pf-m-danger" type="submit"><fmt:message key="batch.end"><fmt:param value="${willing}"/></fmt:message></button>
      <a href="<c:url value='/leases'/>"><fmt:message key="batch.back"/></a>
    </p>
  </form>
  </c:otherwise>
  </c:choose>
</section>
</div>
<c:if test="${preview.allowed() and not empty items}">
<table class="pf-v6-c-table pf-m-compact pf-m-grid-xl" role="table">
  <caption class="hidden"><fmt:message key="batch.caption"/></caption>
  <thead class="pf-v6-c-table__thead" role="rowgroup"><tr class="pf-v6-c-table__tr" role="row">
    <th class="pf-v6-c-table__th" scope="col" role="columnheader"><fmt:message key="preview.lease"/></th>
    <th class="pf-v6-c-table__th" scope="col" role="columnheader"><fmt:message key="batch.answer"/></th>
    <th class="pf-v6-c-table__th" scope="col" role="columnheader"><fmt:message key="column.verdict"/></th>
    <th class="pf-v6-c-table__th" scope="col" role="columnheader"><fmt:message key="column.session"/></th>
    <th class="pf-v6-c-table__th" scope="col" role="columnheader"><fmt:message key="column.place"/></th>
    <th scope="col" role="columnheader" class="pf-v6-c-table__th number"><fmt:message key="column.blocks"/></th>
    <th scope="col" role="columnheader" class="pf-v6-c-table__th number"><fmt:message key="column.undo"/></th>
  </tr></thead>
  <tbody class="pf-v6-c-table__tbody" role="rowgroup">
  <c:forEach items="${items}" var="item">
    <c:set var="lease" value="${item.lease()}"/>
    <tr class="pf-v6-c-table__tr" role="row">
      <th class="pf-v6-c-table__th" scope="row" role="rowheader" data-label="<fmt:message key='preview.lease'/>"><a href="<c:url value='/lease'><c:param name='lease' value='${lease.lease().id()}'/></c:url>"><c:out value="${lease.lease().id()}"/></a> <span class="line quiet"><c:out value="${lease.age()}"/></span></th>
      <td role="cell" class="pf-v6-c-table__td why" data-label="<fmt:message key='batch.answer'/>"><c:choose><c:when test="${empty item.refusal()}"><fmt:message key="batch.yes"/></c:when><c:otherwise><b class="warn"><fmt:message key="batch.no"/></b> <c:out value="${item.refusal()}"/></c:otherwise></c:choose></td>
      <td class="pf-v6-c-table__td" role="cell" data-label="<fmt:message key='column.verdict'/>"><p:label is="${lease.style()}"><fmt:message key="verdict.${lease.verdict()}"/></p:label> <c:if test="${lease.proven()}"><span class="line quiet"><fmt:message key="proof.brief.${lease.proof()}"/></span></c:if> <span class="line"><c:out value="${lease.reasons()[0]}"/></span></td>
      <td class="pf-v6-c-table__td" role="cell" data-label="<fmt:message key='column.session'/>"><code class="key"><c:out value="${lease.target().key()}"/></code> <span class="line"><c:out value="${lease.username()}"/></span></td>
      <td class="pf-v6-c-table__td" role="cell" data-label="<fmt:message key='column.place'/>"><p:callsite lease="${lease}"/></td>
      <td role="cell" class="pf-v6-c-table__td number" data-label="<fmt:message key='column.blocks'/>"><p:blocks session="${lease.database()}"/></td>
      <td role="cell" class="pf-v6-c-table__td number" data-label="<fmt:message key='column.undo'/>"><p:undo session="${lease.database()}"/></td>
    </tr>
  </c:forEach>
  </tbody>
</table>
</c:if>
</p:page>
