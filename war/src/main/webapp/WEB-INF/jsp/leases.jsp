<%@ page contentType="text/html;charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="p" tagdir="/WEB-INF/tags" %>
<fmt:message key="leases.title" var="title"/>
<p:page title="${title}" here="leases" every="${every}">
<form class="bar-form" method="get" action="<c:url value='/leases'/>" role="search">
  <span class="field grow"><label for="q"><fmt:message key="search"/></label><input id="q" name="q" type="search" value="${fn:escapeXml(list.address().get('q'))}"></span>
  <span class="field"><label for="verdict"><fmt:message key="leases.filter"/></label>
  <select id="verdict" name="verdict">
    <option value="all"<c:if test="${list.address().get('verdict') eq 'all'}"> selected</c:if>><fmt:message key="leases.filter.all"/></option>
    <option value="leaks"<c:if test="${list.address().get('verdict') eq 'leaks'}"> selected</c:if>><fmt:message key="leases.filter.leaks"/></option>
    <c:forEach items="${counts}" var="count"><option value="${fn:escapeXml(count.key)}"<c:if test="${list.address().get('verdict') eq count.key.name()}"> selected</c:if>><fmt:message key="verdict.${count.key}"/> (<c:out value="${count.value}"/>)</option></c:forEach>
  </select></span>
  <span class="field"><label for="pool"><fmt:message key="column.pool"/></label>
  <select id="pool" name="pool">
    <option value=""><fmt:message key="any"/></option>
    <c:forEach items="${poolNames}" var="name"><option value="${fn:escapeXml(name)}"<c:if test="${list.address().get('pool') eq name}"> selected</c:if>><c:out value="${name}"/></option></c:forEach>
  </select></span>
  <c:if test="${not empty list.address().get('site')}"><span class="field"><label for="site"><fmt:message key="preview.callsite"/></label><input id="site" name="site" type="text" value="${fn:escapeXml(list.address().get('site'))}"></span></c:if>
  <c:if test="${not empty list.address().get('deployment')}"><span class="field"><label for="deployment"><fmt:message key="preview.deployment"/></label><input id="deployment" name="deployment" type="text" value="${fn:escapeXml(list.address().get('deployment'))}"></span></c:if>
  <c:if test="${not empty list.address().get('sort')}"><input type="hidden" name="sort" value="${fn:escapeXml(list.address().get('sort'))}"></c:if>
  <p:every value="${every}"/>
  <button class="plain" type="submit"><fmt:message key="apply"/></button>
  <a href="<c:url value='/leases'/>"><fmt:message key="search.clear"/></a>
</form>
<c:if test="${operator}"><form id="batch" class="bar-form" method="get" action="<c:url value='/batch-preview'/>"><button class="plain" type="submit" data-selected="<fmt:message key='select.count'/>"><fmt:message key="select.kill"/></button> <button class="plain" type="button" hidden data-all><fmt:message key="select.page"/></button> <span class="quiet"><fmt:message key="select.help"/></span></form></c:if>
<div id="live" class="live" data-live>
<p:scan scan="${scan}"/>
<p:pager list="${list}" csv="${csv.toString()}" complete="${complete}"/>
<c:choose>
<c:when test="${list.matched() == 0}">
  <p class="empty"><c:choose>
    <c:when test="${list.total() > 0}"><fmt:message key="list.empty.filtered"/> <c:if test="${not scan.complete()}"><fmt:message key="leases.empty.blind"/></c:if></c:when>
    <c:otherwise><fmt:message key="${scan.complete() ? 'leases.empty.none' : 'leases.empty.unread'}"/></c:otherwise></c:choose></p>
</c:when>
<c:otherwise>
<c:if test="${not scan.complete()}"><p class="empty"><fmt:message key="leases.empty.blind"/></p></c:if>
<table role="table" class="leases">
  <caption class="hidden"><fmt:message key="leases.caption"/></caption>
  <thead role="rowgroup"><tr role="row">
    <c:if test="${operator}"><th scope="col" role="columnheader" class="choose"><span class="hidden"><fmt:message key="select"/></span></th></c:if>
    <p:sort key="column.age" by="age" list="${list}"/>
    <p:sort key="column.verdict" by="verdict" list="${list}"/>
    <p:sort key="column.pool" by="pool" list="${list}"/>
    <p:sort key="column.borrower" by="site" list="${list}"/>
    <p:sort key="column.session" by="session" list="${list}"/>
    <p:sort key="column.status" by="idle" list="${list}"/>
    <p:sort key="column.module" by="module" list="${list}"/>
    <p:sort key="column.blocks" by="blocks" list="${list}" number="yes" also="frees"/>
    <p:sort key="column.undo" by="undo" list="${list}" number="yes"/>
    <th scope="col" role="columnheader"><fmt:message key="column.action"/></th>
  </tr></thead>
  <tbody role="rowgroup"><c:forEach items="${list.items()}" var="lease"><p:leaserow lease="${lease}" selectable="${operator}"/></c:forEach></tbody>
</table>
<c:if test="${list.pages() > 1}"><p:pager list="${list}" csv="${csv.toString()}" complete="${complete}"/></c:if>
</c:otherwise>
</c:choose>
</div>
</p:page>
