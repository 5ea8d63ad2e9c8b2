<%@ tag description="One lease in a table" pageEncoding="UTF-8" %>
<%@ attribute name="lease" required="true" type="org.poolwarden.console.view.LeaseView" %>
<%@ attribute name="selectable" required="true" type="java.lang.Boolean" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="p" tagdir="/WEB-INF/tags" %>
<fmt:message key="lease" var="name"><fmt:param value="${lease.lease().id().toString()}"/></fmt:message>
<fmt:message key="select.lease" var="choose"><fmt:param value="${lease.lease().id().toString()}"/></fmt:message>
<tr role="row">
  <c:if test="${selectable}"><td role="cell" class="choose"><input type="checkbox" name="lease" form="batch" value="${fn:escapeXml(lease.lease().id())}" aria-label="<c:out value='${choose}'/>"></td></c:if>
  <th scope="row" role="rowheader" data-label="<fmt:message key='column.age'/>"><c:out value="${lease.age()}"/> <a class="line" href="<c:url value='/lease'><c:param name='lease' value='${lease.lease().id()}'/></c:url>"><c:out value="${name}"/></a></th>
  <td role="cell" class="why" data-label="<fmt:message key='column.verdict'/>"><p:verdict lease="${lease}" brief="true"/></td>
  <td role="cell" class="pool" data-label="<fmt:message key='column.pool'/>">${fn:replace(fn:escapeXml(lease.lease().pool()), '/', '/<wbr>')}</td>
  <td role="cell" class="borrower" data-label="<fmt:message key='column.borrower'/>"><p:callsite lease="${lease}"/>
    <dl class="small">
      <div><dt><fmt:message key="preview.deployment"/></dt><dd><p:deployment lease="${lease}"/></dd></div>
      <div><dt><fmt:message key="preview.thread"/></dt><dd><p:thread lease="${lease}"/></dd></div>
    </dl></td>
  <td role="cell" class="session" data-label="<fmt:message key='column.session'/>">
    <c:choose>
      <c:when test="${empty lease.target()}"><span class="quiet"><fmt:message key="unknown"/></span></c:when>
      <c:otherwise><code class="key"><c:out value="${lease.target().key()}"/></code>
        <span class="line"><c:out value="${lease.username()}"/></span>
        <span class="line quiet">${fn:replace(fn:escapeXml(lease.target().database()), '/', '/<wbr>')}</span></c:otherwise>
    </c:choose></td>
  <td role="cell" class="status" data-label="<fmt:message key='column.status'/>"><p:status lease="${lease}"/></td>
  <td role="cell" class="module" data-label="<fmt:message key='column.module'/>"><p:module session="${lease.database()}"/></td>
  <td role="cell" class="number" data-label="<fmt:message key='column.blocks'/>"><p:blocks session="${lease.database()}" waits="${lease.waits()}"/></td>
  <td role="cell" class="number undo" data-label="<fmt:message key='column.undo'/>"><p:undo session="${lease.database()}"/></td>
  <td role="cell" class="acts" data-label="<fmt:message key='column.action'/>"><a class="action" href="<c:url value='/${operator ? "preview" : "lease"}'><c:param name='lease' value='${lease.lease().id()}'/></c:url>"><fmt:message key="${operator ? 'lease.kill' : 'lease.details'}"/><span class="hidden"> <c:out value="${name}"/></span></a></td>
</tr>
