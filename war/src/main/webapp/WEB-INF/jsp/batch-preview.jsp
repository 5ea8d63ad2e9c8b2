<%@ page contentType="text/html;charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="p" tagdir="/WEB-INF/tags" %>
<fmt:message key="batch.preview.title" var="title"/>
<p:page title="${title}">
<p class="target"><c:out value="${selection}"/></p>
<section aria-labelledby="answers">
  <h2 id="answers"><fmt:message key="batch.answers"/></h2>
  <p><span class="badge ${fn:escapeXml(preview.allowed() ? 'allowed' : 'denied')}"><fmt:message key="${preview.allowed() ? 'preview.allowed' : 'preview.denied'}"/></span>
    <c:if test="${preview.allowed()}"><fmt:message key="batch.willing"><fmt:param value="${willing}"/><fmt:param value="${items.size()}"/></fmt:message></c:if></p>
  <ol class="answers"><c:forEach items="${preview.answers()}" var="answer"><li><c:out value="${answer}"/></li></c:forEach></ol>
</section>
<c:if test="${preview.allowed() and not empty items}">
<table role="table">
  <caption class="hidden"><fmt:message key="batch.caption"/></caption>
  <thead role="rowgroup"><tr role="row">
    <th scope="col" role="columnheader"><fmt:message key="preview.lease"/></th>
    <th scope="col" role="columnheader"><fmt:message key="batch.answer"/></th>
    <th scope="col" role="columnheader"><fmt:message key="column.verdict"/></th>
    <th scope="col" role="columnheader"><fmt:message key="column.session"/></th>
    <th scope="col" role="columnheader"><fmt:message key="column.borrower"/></th>
    <th scope="col" role="columnheader" class="number"><fmt:message key="column.blocks"/></th>
    <th scope="col" role="columnheader" class="number"><fmt:message key="column.undo"/></th>
  </tr></thead>
  <tbody role="rowgroup">
  <c:forEach items="${items}" var="item">
    <c:set var="lease" value="${item.lease()}"/>
    <tr role="row">
      <th scope="row" role="rowheader" data-label="<fmt:message key='preview.lease'/>"><a href="<c:url value='/lease'><c:param name='lease' value='${lease.lease().id()}'/></c:url>"><c:out value="${lease.lease().id()}"/></a> <span class="line quiet"><c:out value="${lease.age()}"/></span></th>
      <td role="cell" class="why" data-label="<fmt:message key='batch.answer'/>"><c:choose><c:when test="${empty item.refusal()}"><fmt:message key="batch.yes"/></c:when><c:otherwise><b class="warn"><fmt:message key="batch.no"/></b> <c:out value="${item.refusal()}"/></c:otherwise></c:choose></td>
      <td role="cell" data-label="<fmt:message key='column.verdict'/>"><span class="badge ${fn:escapeXml(lease.style())}"><fmt:message key="verdict.${lease.verdict()}"/></span> <c:if test="${lease.proven()}"><span class="line quiet"><fmt:message key="proof.brief.${lease.proof()}"/></span></c:if> <span class="line"><c:out value="${lease.reasons()[0]}"/></span></td>
      <td role="cell" data-label="<fmt:message key='column.session'/>"><code class="key"><c:out value="${lease.target().key()}"/></code> <span class="line"><c:out value="${lease.username()}"/></span></td>
      <td role="cell" data-label="<fmt:message key='column.borrower'/>"><p:callsite lease="${lease}"/></td>
      <td role="cell" class="number" data-label="<fmt:message key='column.blocks'/>"><p:blocks session="${lease.database()}"/></td>
      <td role="cell" class="number" data-label="<fmt:message key='column.undo'/>"><p:undo session="${lease.database()}"/></td>
    </tr>
  </c:forEach>
  </tbody>
</table>
</c:if>
<section aria-labelledby="end">
  <h2 id="end"><fmt:message key="batch.preview.end"/></h2>
  <c:choose>
  <c:when test="${not preview.allowed() or willing == 0}"><p class="empty"><fmt:message key="preview.denied.why"/></p></c:when>
  <c:when test="${not may}"><p class="empty"><fmt:message key="preview.viewer"/></p></c:when>
  <c:otherwise>
  <form class="card" method="post" action="<c:url value='/batch'/>" autocomplete="off">
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
      <button type="submit"><fmt:message key="batch.end"><fmt:param value="${willing}"/></fmt:message></button>
      <a href="<c:url value='/'/>"><fmt:message key="batch.back"/></a>
    </p>
  </form>
  </c:otherwise>
  </c:choose>
</section>
</p:page>
