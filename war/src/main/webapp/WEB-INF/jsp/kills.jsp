<%@ page contentType="text/html;charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="p" tagdir="/WEB-INF/tags" %>
<fmt:message key="kills.title" var="title"/>
<p:page title="${title}" here="kills">
<c:choose>
<c:when test="${empty kills}"><p class="empty"><fmt:message key="kills.empty"/></p></c:when>
<c:otherwise>
<table>
  <caption><fmt:message key="kills.caption"/></caption>
  <thead><tr>
    <th scope="col"><fmt:message key="kills.kill"/></th>
    <th scope="col"><fmt:message key="kills.when"/></th>
    <th scope="col"><fmt:message key="kill.target"/></th>
    <th scope="col"><fmt:message key="kill.by"/></th>
    <th scope="col"><fmt:message key="kill.reason"/></th>
    <th scope="col"><fmt:message key="kill.session"/></th>
    <th scope="col"><fmt:message key="kill.slot"/></th>
    <th scope="col"><fmt:message key="kill.message"/></th>
  </tr></thead>
  <tbody>
  <c:forEach items="${kills}" var="kill">
    <c:set var="k" value="${kill.kill()}"/>
    <tr>
      <th scope="row" data-label="<fmt:message key='kills.kill'/>"><a href="<c:url value='/kill'><c:param name='id' value='${k.id()}'/></c:url>"><c:out value="${k.id()}"/></a></th>
      <td data-label="<fmt:message key='kills.when'/>"><c:out value="${kill.begun()}"/></td>
      <td data-label="<fmt:message key='kill.target'/>"><code class="key"><c:out value="${kill.lease().target()}"/></code>
        <span class="line"><c:out value="${kill.lease().username()}"/></span>
        <span class="line quiet"><c:out value="${kill.lease().lease().pool()}"/></span></td>
      <td data-label="<fmt:message key='kill.by'/>"><c:out value="${k.requester()}"/></td>
      <td data-label="<fmt:message key='kill.reason'/>"><c:out value="${k.reason()}"/></td>
      <td data-label="<fmt:message key='kill.session'/>"><span class="badge ${fn:escapeXml(kill.style())}"><fmt:message key="session.${k.session()}"/></span></td>
      <td data-label="<fmt:message key='kill.slot'/>"><span class="badge"><fmt:message key="slot.${k.slot()}"/></span></td>
      <td data-label="<fmt:message key='kill.message'/>"><c:out value="${k.message()}"/></td>
    </tr>
  </c:forEach>
  </tbody>
</table>
</c:otherwise>
</c:choose>
</p:page>
