<%@ tag description="One lease in a table: one line, and a second row that is shown when its details are open" pageEncoding="UTF-8" %>
<%@ attribute name="lease" required="true" type="org.poolwarden.console.view.LeaseView" %>
<%@ attribute name="selectable" required="true" type="java.lang.Boolean" %>
<%@ attribute name="folded" required="true" type="org.poolwarden.console.list.FoldedColumns" %>
<%@ attribute name="pools" required="true" type="java.util.Map" description="the short names of the pools" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="p" tagdir="/WEB-INF/tags" %>
<c:set var="id" value="${lease.lease().id().toString()}"/>
<fmt:message key="lease" var="name"><fmt:param value="${id}"/></fmt:message>
<fmt:message key="select.lease" var="choose"><fmt:param value="${id}"/></fmt:message>
<tr class="pf-v6-c-table__tr lease one is-${fn:escapeXml(lease.style())}" role="row">
  <c:if test="${selectable}"><td role="cell" class="pf-v6-c-table__td choose"><c:if test="${lease.offered()}"><input class="pf-v6-c-check__input" type="checkbox" name="lease" form="batch" value="${fn:escapeXml(id)}" aria-label="<c:out value='${choose}'/>"></c:if></td></c:if>
  <td role="cell" class="pf-v6-c-table__td verdict" data-label="<fmt:message key='column.verdict'/>"><p:label is="${lease.style()}"><fmt:message key="verdict.${lease.verdict()}"/></p:label></td>
  <th scope="row" role="rowheader" class="pf-v6-c-table__th age" data-label="<fmt:message key='column.age'/>"><a href="<c:url value='/lease'><c:param name='lease' value='${id}'/></c:url>" title="<c:out value='${lease.since()}'/>"><c:out value="${lease.age()}"/><span class="hidden">, <c:out value="${name}"/></span></a></th>
  <c:if test="${empty folded.pool()}"><td role="cell" class="pf-v6-c-table__td pool" data-label="<fmt:message key='column.pool'/>" title="<c:out value='${lease.lease().pool()}'/>"><c:out value="${pools[lease.lease().pool()]}"/></td></c:if>
  <c:if test="${empty folded.site()}"><td role="cell" class="pf-v6-c-table__td place" data-label="<fmt:message key='column.place'/>" title="<c:out value='${lease.borrower().callSite()}'/>"><c:choose><c:when test="${empty lease.frame()}"><span class="quiet"><fmt:message key="unknown"/></span></c:when><c:otherwise><code><c:out value="${lease.frame()}"/></code></c:otherwise></c:choose></td></c:if>
  <c:if test="${empty folded.deployment()}"><td role="cell" class="pf-v6-c-table__td deployment" data-label="<fmt:message key='preview.deployment'/>"><p:deployment lease="${lease}"/></td></c:if>
  <td role="cell" class="pf-v6-c-table__td session" data-label="<fmt:message key='column.session'/>"><c:choose><c:when test="${empty lease.target()}"><span class="quiet"><fmt:message key="unknown"/></span></c:when><c:otherwise><code class="key" title="<c:out value='${lease.username()} ${lease.target().database()}'/>"><c:out value="${lease.target().key()}"/></code></c:otherwise></c:choose></td>
  <td role="cell" class="pf-v6-c-table__td idle" data-label="<fmt:message key='column.idle'/>"><c:choose><c:when test="${not lease.open()}"><span class="quiet"><fmt:message key="access.${lease.access()}"/></span></c:when><c:when test="${lease.session().isActive()}"><fmt:message key="status.active"/> <c:out value="${lease.lastCall()}"/></c:when><c:when test="${lease.session().isKilled()}"><c:out value="${lease.session().status()}"/></c:when><c:otherwise><c:out value="${lease.lastCall()}"/></c:otherwise></c:choose></td>
  <td role="cell" class="pf-v6-c-table__td number undo" data-label="<fmt:message key='column.undo'/>"><c:choose><c:when test="${not lease.open()}"><span class="quiet"><fmt:message key="unknown"/></span></c:when><c:when test="${not lease.undo()}"><span class="quiet none"><fmt:message key="none"/></span></c:when><c:otherwise><fmt:formatNumber value="${lease.session().undoRecords()}"/></c:otherwise></c:choose></td>
  <td role="cell" class="pf-v6-c-table__td number blocks" data-label="<fmt:message key='column.blocks'/>"><c:choose><c:when test="${not lease.open()}"><span class="quiet"><fmt:message key="unknown"/></span></c:when><c:when test="${lease.session().blocks() > 0}"><b class="warn"><c:out value="${lease.session().blocks()}"/></b></c:when><c:otherwise><span class="quiet none"><fmt:message key="none"/></span></c:otherwise></c:choose></td>
  <td role="cell" class="pf-v6-c-table__td acts"><c:choose>
    <c:when test="${operator and lease.offered()}"><a class="action" href="<c:url value='/preview'><c:param name='lease' value='${id}'/></c:url>"><fmt:message key="lease.kill"/><span class="hidden"> <c:out value="${name}"/></span></a></c:when>
    <c:otherwise><a href="<c:url value='/lease'><c:param name='lease' value='${id}'/></c:url>"><fmt:message key="lease.details"/><span class="hidden"> <c:out value="${name}"/></span></a></c:otherwise>
  </c:choose><details class="more" id="more-${fn:escapeXml(id)}"><summary><span class="hidden"><fmt:message key="lease.more"/> <c:out value="${name}"/></span></summary></details></td>
</tr>
<tr class="pf-v6-c-table__tr more" role="row"><td role="cell" class="pf-v6-c-table__td" colspan="11">
  <ul class="reasons"><c:forEach items="${lease.reasons()}" var="reason"><li><c:out value="${reason}"/></li></c:forEach></ul>
  <dl class="small">
    <div><dt><fmt:message key="preview.lease"/></dt><dd><a href="<c:url value='/lease'><c:param name='lease' value='${id}'/></c:url>"><c:out value="${id}"/></a></dd></div>
    <c:if test="${lease.proven()}"><div><dt><fmt:message key="column.proof"/></dt><dd><fmt:message key="proof.${lease.proof()}"/></dd></div></c:if>
    <div><dt><fmt:message key="preview.since"/></dt><dd><c:out value="${lease.since()}"/></dd></div>
    <div><dt><fmt:message key="column.pool"/></dt><dd><c:out value="${lease.lease().pool()}"/></dd></div>
    <div><dt><fmt:message key="preview.callsite"/></dt><dd><p:callsite lease="${lease}"/></dd></div>
    <div><dt><fmt:message key="preview.deployment"/></dt><dd><p:deployment lease="${lease}"/></dd></div>
    <div><dt><fmt:message key="preview.thread"/></dt><dd><p:thread lease="${lease}"/></dd></div>
    <div><dt><fmt:message key="preview.username"/></dt><dd><c:out value="${lease.username()}"/></dd></div>
    <div><dt><fmt:message key="preview.databaseName"/></dt><dd><c:out value="${lease.target().database()}"/></dd></div>
    <div><dt><fmt:message key="column.status"/></dt><dd><p:status lease="${lease}"/></dd></div>
    <div><dt><fmt:message key="column.module"/></dt><dd><p:module session="${lease.database()}"/></dd></div>
    <div><dt><fmt:message key="column.blocks"/></dt><dd><p:blocks session="${lease.database()}" waits="${lease.waits()}"/></dd></div>
    <div><dt><fmt:message key="column.undo"/></dt><dd><p:undo session="${lease.database()}"/></dd></div>
  </dl></td></tr>
