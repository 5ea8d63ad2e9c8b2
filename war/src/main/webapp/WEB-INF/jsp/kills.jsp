<%@ page contentType="text/html;charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="p" tagdir="/WEB-INF/tags" %>
<fmt:message key="kills.title" var="title"/>
<p:page title="${title}" here="kills" every="5">
<div id="live" class="live" data-live>
<p class="quiet"><fmt:message key="kills.help"/> <a href="<c:url value='/history'/>"><fmt:message key="kills.history"/></a></p>
<c:if test="${not empty batches}">
<section aria-labelledby="batches">
<h2 id="batches"><fmt:message key="batches.title"/></h2>
<ul class="batches">
  <c:forEach items="${batches}" var="batch"><li><a href="<c:url value='/batch'><c:param name='id' value='${batch.batch().id()}'/></c:url>"><c:out value="${batch.batch().id()}"/></a> <progress max="${fn:escapeXml(batch.batch().total())}" value="${fn:escapeXml(batch.batch().over())}" aria-label="<fmt:message key='batch.progress'/>"></progress> <c:out value="${batch.batch().message()}"/> <span class="quiet"><c:out value="${batch.batch().reason()}"/></span></li></c:forEach>
</ul>
</section>
</c:if>
<c:choose>
<c:when test="${empty kills}"><p class="empty"><fmt:message key="kills.empty"/></p></c:when>
<c:otherwise>
<table role="table">
  <caption><fmt:message key="kills.caption"/></caption>
  <thead role="rowgroup"><tr role="row">
    <th scope="col" role="columnheader"><fmt:message key="kills.kill"/></th>
    <th scope="col" role="columnheader"><fmt:message key="kills.when"/></th>
    <th scope="col" role="columnheader"><fmt:message key="kill.target"/></th>
    <th scope="col" role="columnheader"><fmt:message key="kill.by"/></th>
    <th scope="col" role="columnheader"><fmt:message key="kill.reason"/></th>
    <th scope="col" role="columnheader"><fmt:message key="kill.session"/></th>
    <th scope="col" role="columnheader"><fmt:message key="kill.slot"/></th>
    <th scope="col" role="columnheader"><fmt:message key="kill.message"/></th>
  </tr></thead>
  <tbody role="rowgroup">
  <c:forEach items="${kills}" var="kill">
    <c:set var="k" value="${kill.kill()}"/>
    <tr role="row">
      <th scope="row" role="rowheader" data-label="<fmt:message key='kills.kill'/>"><a href="<c:url value='/kill'><c:param name='id' value='${k.id()}'/></c:url>"><c:out value="${k.id()}"/></a></th>
      <td role="cell" data-label="<fmt:message key='kills.when'/>"><c:out value="${kill.begun()}"/> <span class="line quiet"><c:out value="${kill.took()}"/></span></td>
      <td role="cell" class="whom" data-label="<fmt:message key='kill.target'/>"><code class="key"><c:out value="${kill.lease().target().key()}"/></code>
        <span class="line"><c:out value="${kill.lease().username()}"/></span>
        <span class="line quiet">${fn:replace(fn:escapeXml(kill.lease().lease().pool()), '/', '/<wbr>')}</span></td>
      <td role="cell" data-label="<fmt:message key='kill.by'/>"><c:out value="${k.requester()}"/></td>
      <td role="cell" data-label="<fmt:message key='kill.reason'/>"><c:out value="${k.reason()}"/></td>
      <td role="cell" data-label="<fmt:message key='kill.session'/>"><span class="badge ${fn:escapeXml(kill.style())}"><fmt:message key="session.${k.session()}"/></span></td>
      <td role="cell" data-label="<fmt:message key='kill.slot'/>"><span class="badge"><fmt:message key="slot.${k.slot()}"/></span></td>
      <td role="cell" data-label="<fmt:message key='kill.message'/>"><c:out value="${k.message()}"/></td>
    </tr>
  </c:forEach>
  </tbody>
</table>
</c:otherwise>
</c:choose>
</div>
</p:page>
