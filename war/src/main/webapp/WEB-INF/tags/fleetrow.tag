<%@ tag description="One lease of a node in the table of all nodes: one line, and a second row with its details" pageEncoding="UTF-8" %>
<%@ attribute name="lease" required="true" type="org.poolwarden.console.fleet.FleetLease" %>
<%@ attribute name="pools" required="true" type="java.util.Map" description="the short names of the pools" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="p" tagdir="/WEB-INF/tags" %>
<fmt:message key="lease" var="name"><fmt:param value="${lease.id()}"/></fmt:message>
<tr class="pf-v6-c-table__tr lease one is-${fn:escapeXml(lease.style())}" role="row">
  <td role="cell" class="pf-v6-c-table__td node" data-label="<fmt:message key='node'/>"><c:out value="${lease.node()}"/></td>
  <td role="cell" class="pf-v6-c-table__td verdict" data-label="<fmt:message key='column.verdict'/>"><p:label is="${lease.style()}"><c:choose><c:when test="${not empty lease.known()}"><fmt:message key="verdict.${lease.known()}"/></c:when><c:when test="${empty lease.verdict()}"><fmt:message key="unknown"/></c:when><c:otherwise><c:out value="${lease.verdict()}"/></c:otherwise></c:choose></p:label></td>
  <th scope="row" role="rowheader" class="pf-v6-c-table__th age" data-label="<fmt:message key='column.age'/>"><c:choose><c:when test="${empty lease.age()}"><fmt:message key="unknown"/></c:when><c:otherwise><span title="<c:out value='${lease.since()}'/>"><c:out value="${lease.age()}"/></span></c:otherwise></c:choose><span class="hidden">, <c:out value="${name}"/></span></th>
  <td role="cell" class="pf-v6-c-table__td pool" data-label="<fmt:message key='column.pool'/>" title="<c:out value='${lease.pool()}'/>"><c:choose><c:when test="${empty lease.pool()}"><span class="quiet"><fmt:message key="unknown"/></span></c:when><c:otherwise><c:out value="${pools[lease.pool()]}"/></c:otherwise></c:choose></td>
  <td role="cell" class="pf-v6-c-table__td place" data-label="<fmt:message key='column.place'/>" title="<c:out value='${lease.site()}'/>"><c:choose><c:when test="${empty lease.frame()}"><span class="quiet"><fmt:message key="unknown"/></span></c:when><c:otherwise><code><c:out value="${lease.frame()}"/></code></c:otherwise></c:choose></td>
  <td role="cell" class="pf-v6-c-table__td deployment" data-label="<fmt:message key='preview.deployment'/>"><c:choose><c:when test="${empty lease.deployment()}"><span class="quiet"><fmt:message key="unknown"/></span></c:when><c:otherwise><c:out value="${lease.deployment()}"/></c:otherwise></c:choose></td>
  <td role="cell" class="pf-v6-c-table__td session" data-label="<fmt:message key='column.session'/>"><c:choose><c:when test="${empty lease.session()}"><span class="quiet"><fmt:message key="unknown"/></span></c:when><c:otherwise><code class="key" title="<c:out value='${lease.username()} ${lease.database()}'/>"><c:out value="${lease.session()}"/></code></c:otherwise></c:choose></td>
  <td role="cell" class="pf-v6-c-table__td idle" data-label="<fmt:message key='column.idle'/>"><c:choose><c:when test="${not lease.open()}"><span class="quiet"><fmt:message key="unknown"/></span></c:when><c:otherwise><c:if test="${lease.active()}"><fmt:message key="status.active"/> </c:if><c:out value="${lease.lastCall()}"/></c:otherwise></c:choose></td>
  <td role="cell" class="pf-v6-c-table__td number undo" data-label="<fmt:message key='column.undo'/>"><c:choose><c:when test="${empty lease.undoRecords()}"><span class="quiet"><fmt:message key="unknown"/></span></c:when><c:when test="${lease.undoRecords() == 0}"><span class="quiet none"><fmt:message key="none"/></span></c:when><c:otherwise><fmt:formatNumber value="${lease.undoRecords()}"/></c:otherwise></c:choose></td>
  <td role="cell" class="pf-v6-c-table__td number blocks" data-label="<fmt:message key='column.blocks'/>"><c:choose><c:when test="${empty lease.blocks()}"><span class="quiet"><fmt:message key="unknown"/></span></c:when><c:when test="${lease.blocks() > 0}"><b class="warn"><c:out value="${lease.blocks()}"/></b></c:when><c:otherwise><span class="quiet none"><fmt:message key="none"/></span></c:otherwise></c:choose></td>
  <td role="cell" class="pf-v6-c-table__td acts"><c:choose><c:when test="${lease.own()}"><a href="<c:url value='/lease'><c:param name='lease' value='${lease.id()}'/></c:url>"><fmt:message key="lease.details"/><span class="hidden"> <c:out value="${name}"/></span></a></c:when><c:otherwise><a href="<c:url value='/preview'><c:param name='lease' value='${lease.id()}'/><c:param name='node' value='${lease.node()}'/></c:url>"><fmt:message key="fleet.preview"/><span class="hidden"> <c:out value="${name}"/></span></a></c:otherwise></c:choose><details class="more" id="more-${fn:escapeXml(lease.node())}-${fn:escapeXml(lease.id())}"><summary><span class="hidden"><fmt:message key="lease.more"/> <c:out value="${name}"/></span></summary></details></td>
</tr>
<tr class="pf-v6-c-table__tr more" role="row"><td role="cell" class="pf-v6-c-table__td" colspan="11">
  <ul class="reasons"><c:forEach items="${lease.reasons()}" var="reason"><li><c:out value="${reason}"/></li></c:forEach></ul>
  <dl class="small">
    <p:fact key="preview.lease" value="${lease.id()}"/>
    <p:fact key="fleet.told" value="${lease.answered()}"/>
    <p:fact key="preview.since" value="${lease.since()}"/>
    <p:fact key="column.pool" value="${lease.pool()}"/>
    <p:fact key="preview.callsite" value="${lease.site()}"/>
    <p:fact key="preview.thread" value="${lease.thread()}"/>
    <p:fact key="preview.username" value="${lease.username()}"/>
    <p:fact key="preview.databaseName" value="${lease.database()}"/>
    <p:fact key="column.status" value="${lease.status()}"/>
    <p:fact key="preview.module" value="${lease.module()}"/>
  </dl></td></tr>
