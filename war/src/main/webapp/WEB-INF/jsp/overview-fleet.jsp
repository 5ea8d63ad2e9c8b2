<%@ page contentType="text/html;charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="p" tagdir="/WEB-INF/tags" %>
<fmt:message key="overview.title" var="title"/>
<p:page title="${title}" here="overview" every="${every}" reload="${reload}">
<div id="live" class="live" data-live>
<p:scope choice="${scope}"/>
<p:nodes nodes="${nodes}"/>
<p:scan scan="${scan}" brief="true"/>
<ul class="tiles">
  <c:url value="/leases" var="leases"><c:param name="scope" value="fleet"/></c:url>
  <c:url value="/leases" var="leaked"><c:param name="scope" value="fleet"/><c:param name="verdict" value="LEAKED,ZOMBIE"/></c:url>
  <c:url value="/leases" var="suspect"><c:param name="scope" value="fleet"/><c:param name="verdict" value="SUSPECT"/></c:url>
  <c:url value="/leases" var="unmatched"><c:param name="scope" value="fleet"/><c:param name="verdict" value="UNMATCHED"/></c:url>
  <c:url value="/kills" var="running"><c:param name="scope" value="fleet"/><c:param name="state" value="running"/></c:url>
  <p:tile key="verdict.LEAKED" value="${nodes.leaked().value()}" sum="${nodes.leaked()}" sure="${nodes.leaked().complete()}" to="${leaked}" bad="danger"/>
  <p:tile key="verdict.SUSPECT" value="${nodes.suspect().value()}" sum="${nodes.suspect()}" sure="${nodes.suspect().complete()}" to="${suspect}" bad="warning"/>
  <p:tile key="verdict.UNMATCHED" value="${nodes.unmatched().value()}" sum="${nodes.unmatched()}" sure="${nodes.unmatched().complete()}" to="${unmatched}" bad="warning"/>
  <p:tile key="fleet.leases" value="${nodes.leases().value()}" sum="${nodes.leases()}" sure="${nodes.leases().complete()}" to="${leases}" bad="well"/>
  <p:tile key="tile.running" value="${nodes.running().value()}" sum="${nodes.running()}" sure="${nodes.running().complete()}" to="${running}" bad="warning"/>
</ul>
<section aria-labelledby="nodes">
  <div class="section-head"><h2 class="pf-v6-c-title pf-m-md" id="nodes"><fmt:message key="fleet.nodes"/></h2></div>
  <table role="table" class="pf-v6-c-table pf-m-compact lines" aria-labelledby="nodes">
    <thead class="pf-v6-c-table__thead" role="rowgroup"><tr class="pf-v6-c-table__tr" role="row">
      <th class="pf-v6-c-table__th" scope="col" role="columnheader"><fmt:message key="node"/></th>
      <th class="pf-v6-c-table__th" scope="col" role="columnheader"><fmt:message key="fleet.answer"/></th>
      <th class="pf-v6-c-table__th number" scope="col" role="columnheader"><fmt:message key="fleet.leases"/></th>
      <th class="pf-v6-c-table__th number" scope="col" role="columnheader"><fmt:message key="verdict.LEAKED"/></th>
      <th class="pf-v6-c-table__th number" scope="col" role="columnheader"><fmt:message key="verdict.ZOMBIE"/></th>
      <th class="pf-v6-c-table__th number" scope="col" role="columnheader"><fmt:message key="verdict.SUSPECT"/></th>
      <th class="pf-v6-c-table__th number" scope="col" role="columnheader"><fmt:message key="verdict.UNMATCHED"/></th>
      <th class="pf-v6-c-table__th number" scope="col" role="columnheader"><fmt:message key="fleet.running"/></th>
      <th class="pf-v6-c-table__th" scope="col" role="columnheader"><fmt:message key="fleet.scanned"/></th>
      <th class="pf-v6-c-table__th" scope="col" role="columnheader"><fmt:message key="fleet.version"/></th>
    </tr></thead>
    <tbody class="pf-v6-c-table__tbody" role="rowgroup">
    <c:forEach items="${nodes.all()}" var="one">
    <tr class="pf-v6-c-table__tr one" role="row">
      <th scope="row" role="rowheader" class="pf-v6-c-table__th" data-label="<fmt:message key='node'/>"><a href="<c:url value='/leases'><c:param name='scope' value='fleet'/><c:param name='node' value='${one.name()}'/></c:url>"><c:out value="${one.name()}"/></a></th>
      <td role="cell" class="pf-v6-c-table__td" data-label="<fmt:message key='fleet.answer'/>"><p:label is="${one.answered() ? 'allowed' : 'denied'}"><c:out value="${one.answer()}"/></p:label><c:if test="${not one.answered() and not empty one.age()}"> <span class="quiet"><fmt:message key="fleet.ago"><fmt:param value="${fn:escapeXml(one.age())}"/></fmt:message></span></c:if></td>
      <p:count key="fleet.leases" value="${one.leases()}"/>
      <p:count key="verdict.LEAKED" value="${one.leaked()}"/>
      <p:count key="verdict.ZOMBIE" value="${one.zombie()}"/>
      <p:count key="verdict.SUSPECT" value="${one.suspect()}"/>
      <p:count key="verdict.UNMATCHED" value="${one.unmatched()}"/>
      <p:count key="fleet.running" value="${one.running()}"/>
      <td role="cell" class="pf-v6-c-table__td" data-label="<fmt:message key='fleet.scanned'/>"><c:choose><c:when test="${empty one.scanned()}"><span class="quiet"><fmt:message key="unknown"/></span></c:when><c:otherwise><c:out value="${one.scanned()}"/><c:if test="${one.incomplete()}"> <span class="warn"><fmt:message key="fleet.incomplete"/></span></c:if></c:otherwise></c:choose></td>
      <td role="cell" class="pf-v6-c-table__td" data-label="<fmt:message key='fleet.version'/>"><c:choose><c:when test="${empty one.version()}"><span class="quiet"><fmt:message key="unknown"/></span></c:when><c:otherwise><c:out value="${one.version()}"/></c:otherwise></c:choose></td>
    </tr>
    </c:forEach>
    </tbody>
  </table>
</section>
<p class="scanned"><fmt:message key="fleet.asked"/></p>
</div>
</p:page>
