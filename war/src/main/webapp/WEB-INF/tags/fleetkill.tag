<%@ tag description="One kill of a node in a table: one line, and a second row with its details" pageEncoding="UTF-8" %>
<%@ attribute name="kill" required="true" type="org.poolwarden.console.fleet.FleetKill" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="p" tagdir="/WEB-INF/tags" %>
<tr class="pf-v6-c-table__tr one ${fn:escapeXml(kill.style())}" role="row">
  <td role="cell" class="pf-v6-c-table__td node" data-label="<fmt:message key='node'/>"><c:out value="${kill.node()}"/></td>
  <td role="cell" class="pf-v6-c-table__td state" data-label="<fmt:message key='kill.session'/>"><p:label is="${kill.style()}"><c:choose><c:when test="${not empty kill.knownSession()}"><fmt:message key="session.${kill.knownSession()}"/></c:when><c:otherwise><c:out value="${kill.sessionState()}"/></c:otherwise></c:choose></p:label></td>
  <th scope="row" role="rowheader" class="pf-v6-c-table__th when" data-label="<fmt:message key='kills.when'/>"><c:out value="${kill.requested()}"/></th>
  <td role="cell" class="pf-v6-c-table__td session" data-label="<fmt:message key='kill.target'/>" title="<c:out value='${kill.database()} ${kill.session()} ${kill.username()}'/>"><c:choose><c:when test="${empty kill.session()}"><span class="quiet"><fmt:message key="unknown"/></span></c:when><c:otherwise><code class="key"><c:out value="${kill.session()}"/></code> <c:out value="${kill.username()}"/></c:otherwise></c:choose></td>
  <td role="cell" class="pf-v6-c-table__td by" data-label="<fmt:message key='kill.by'/>" title="<c:out value='${kill.requester()}'/>"><c:out value="${kill.requester()}"/></td>
  <td role="cell" class="pf-v6-c-table__td place" data-label="<fmt:message key='kill.reason'/>" title="<c:out value='${kill.reason()}'/>"><c:out value="${kill.reason()}"/></td>
  <td role="cell" class="pf-v6-c-table__td idle" data-label="<fmt:message key='kill.slot'/>"><c:choose><c:when test="${not empty kill.knownSlot()}"><fmt:message key="slot.${kill.knownSlot()}"/></c:when><c:otherwise><c:out value="${kill.slotState()}"/></c:otherwise></c:choose></td>
  <td role="cell" class="pf-v6-c-table__td acts"><a title="<c:out value='${kill.id()}'/>" href="<c:url value='/kill'><c:param name='id' value='${kill.id()}'/></c:url>"><c:out value="${kill.shortId()}"/></a><details class="more" id="more-${fn:escapeXml(kill.id())}"><summary><span class="hidden"><fmt:message key="lease.more"/> <c:out value="${kill.id()}"/></span></summary></details></td>
</tr>
<tr class="pf-v6-c-table__tr more" role="row"><td role="cell" class="pf-v6-c-table__td" colspan="8">
  <p><c:out value="${kill.message()}"/></p>
  <dl class="small">
    <p:fact key="kills.kill" value="${kill.id()}"/>
    <p:fact key="preview.lease" value="${kill.leaseId()}"/>
    <p:fact key="kill.reason" value="${kill.reason()}"/>
    <p:fact key="kill.by" value="${kill.requester()}"/>
    <div><dt><fmt:message key="kill.mode"/></dt><dd><c:choose><c:when test="${not empty kill.knownMode()}"><fmt:message key="mode.${kill.knownMode()}"/></c:when><c:otherwise><c:out value="${kill.mode()}"/></c:otherwise></c:choose></dd></div>
    <p:fact key="column.pool" value="${kill.pool()}"/>
  </dl></td></tr>
