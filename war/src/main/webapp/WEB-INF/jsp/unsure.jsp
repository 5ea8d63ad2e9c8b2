<%@ page contentType="text/html;charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="p" tagdir="/WEB-INF/tags" %>
<fmt:message key="fleet.unsure.title" var="title"><fmt:param value="${id}"/></fmt:message>
<p:page title="${title}" here="kills" below="true" every="5" reload="5">
<div id="live" class="live" data-live data-follow="unsure">
<p class="message" role="status"><fmt:message key="fleet.unsure"/></p>
<p:nodes nodes="${nodes}"/>
<c:choose>
<c:when test="${empty kills}"><p:empty><fmt:message key="fleet.unsure.none"/></p:empty></c:when>
<c:otherwise>
<table role="table" class="pf-v6-c-table pf-m-compact kills lines">
  <caption class="hidden"><fmt:message key="kills.caption"/></caption>
  <thead class="pf-v6-c-table__thead" role="rowgroup"><tr class="pf-v6-c-table__tr" role="row">
    <th class="pf-v6-c-table__th" scope="col" role="columnheader"><fmt:message key="node"/></th>
    <th class="pf-v6-c-table__th" scope="col" role="columnheader"><fmt:message key="kill.session"/></th>
    <th class="pf-v6-c-table__th" scope="col" role="columnheader"><fmt:message key="kills.when"/></th>
    <th class="pf-v6-c-table__th" scope="col" role="columnheader"><fmt:message key="kill.target"/></th>
    <th class="pf-v6-c-table__th" scope="col" role="columnheader"><fmt:message key="kill.by"/></th>
    <th class="pf-v6-c-table__th" scope="col" role="columnheader"><fmt:message key="kill.reason"/></th>
    <th class="pf-v6-c-table__th" scope="col" role="columnheader"><fmt:message key="kill.slot"/></th>
    <th class="pf-v6-c-table__th" scope="col" role="columnheader"><fmt:message key="kills.kill"/></th>
  </tr></thead>
  <tbody class="pf-v6-c-table__tbody" role="rowgroup"><c:forEach items="${kills}" var="kill"><p:fleetkill kill="${kill}"/></c:forEach></tbody>
</table>
</c:otherwise>
</c:choose>
</div>
<p><fmt:message key="fleet.unsure.next"/> <a href="<c:url value='/preview'><c:param name='lease' value='${id}'/><c:if test='${not empty other}'><c:param name='node' value='${other}'/></c:if></c:url>"><fmt:message key="detail.preview"/></a></p>
</p:page>
