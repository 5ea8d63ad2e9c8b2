<%@ page contentType="text/html;charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="p" tagdir="/WEB-INF/tags" %>
<fmt:message key="leases.title" var="title"/>
<p:page title="${title}" here="leases">
<p class="looked">
  <fmt:message key="leases.looked"><fmt:param value="${fn:escapeXml(at)}"/><fmt:param value="${fn:escapeXml(took)}"/></fmt:message>
  <a href="<c:url value='/'><c:param name='verdict' value='${show eq "LEAKS" ? "leaks" : "all"}'/></c:url>"><fmt:message key="leases.again"/></a>
</p>

<c:if test="${not empty problems}">
<section class="problems" aria-labelledby="problems">
  <h2 id="problems"><fmt:message key="leases.problems"/></h2>
  <ul><c:forEach items="${problems}" var="problem"><li><c:out value="${problem}"/></li></c:forEach></ul>
</section>
</c:if>

<section aria-labelledby="pools">
  <h2 id="pools"><fmt:message key="leases.pools"/></h2>
  <c:if test="${empty pools}"><p class="empty"><fmt:message key="pool.none"/></p></c:if>
  <ul class="pools">
  <c:forEach items="${pools}" var="pool">
    <li>
      <h3><c:out value="${pool.status().name()}"/></h3>
      <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <rect class="room" width="100" height="8"/>
        <rect class="used" width="${fn:escapeXml(pool.usedWidth())}" height="8"/>
        <rect class="suspect" width="${fn:escapeXml(pool.suspectWidth())}" height="8"/>
        <rect class="leaked" width="${fn:escapeXml(pool.leakedWidth())}" height="8"/>
      </svg>
      <p><fmt:message key="pool.counts">
          <fmt:param value="${pool.status().inUse()}"/><fmt:param value="${pool.status().max()}"/><fmt:param value="${pool.status().available()}"/>
        </fmt:message>
        <c:if test="${pool.leaked() > 0}"><b class="warn"><fmt:message key="pool.leaked"><fmt:param value="${pool.leaked()}"/></fmt:message></b></c:if>
        <c:if test="${pool.suspect() > 0}"><b><fmt:message key="pool.suspect"><fmt:param value="${pool.suspect()}"/></fmt:message></b></c:if>
        <c:if test="${pool.exhausted()}"><b class="line warn"><fmt:message key="pool.exhausted"/></b></c:if>
        <c:if test="${pool.status().kind() eq 'UNSUPPORTED'}"><span class="line quiet"><fmt:message key="pool.unsupported"/></span></c:if>
      </p>
    </li>
  </c:forEach>
  </ul>
</section>

<section aria-labelledby="leases">
  <div class="toolbar">
    <h2 id="leases"><fmt:message key="leases.caption"/></h2>
    <nav class="filter" aria-label="<fmt:message key='leases.filter'/>">
      <a href="<c:url value='/'><c:param name='verdict' value='all'/></c:url>"<c:if test="${show eq 'ALL'}"> aria-current="true"</c:if>><fmt:message key="leases.filter.ALL"/></a>
      <a href="<c:url value='/'><c:param name='verdict' value='leaks'/></c:url>"<c:if test="${show eq 'LEAKS'}"> aria-current="true"</c:if>><fmt:message key="leases.filter.LEAKS"/></a>
    </nav>
    <ul class="counts">
      <c:forEach items="${counts}" var="count"><li><c:out value="${count.value}"/> <fmt:message key="verdict.${count.key}"/></li></c:forEach>
    </ul>
  </div>
  <c:choose>
  <c:when test="${empty leases}">
    <p class="empty"><fmt:message key="leases.empty.${show}"/>
      <c:if test="${not empty problems}"><fmt:message key="leases.empty.blind"/></c:if></p>
  </c:when>
  <c:otherwise>
  <table class="leases" aria-labelledby="leases">
    <thead><tr>
      <th scope="col"><fmt:message key="column.age"/></th>
      <th scope="col"><fmt:message key="column.verdict"/></th>
      <th scope="col"><fmt:message key="column.pool"/></th>
      <th scope="col"><fmt:message key="column.borrower"/></th>
      <th scope="col"><fmt:message key="column.session"/></th>
      <th scope="col"><fmt:message key="column.status"/></th>
      <th scope="col" class="number"><fmt:message key="column.blocks"/></th>
      <th scope="col" class="number"><fmt:message key="column.undo"/></th>
      <th scope="col"><fmt:message key="column.action"/></th>
    </tr></thead>
    <tbody>
    <c:forEach items="${leases}" var="lease">
      <fmt:message key="lease" var="name"><fmt:param value="${lease.lease().id().toString()}"/></fmt:message>
      <tr>
        <th scope="row" data-label="<fmt:message key='column.age'/>"><c:out value="${lease.age()}"/> <span class="line quiet"><c:out value="${name}"/></span></th>
        <td class="why" data-label="<fmt:message key='column.verdict'/>"><p:verdict lease="${lease}"/></td>
        <td class="pool" data-label="<fmt:message key='column.pool'/>">${fn:replace(fn:escapeXml(lease.lease().pool()), '/', '/<wbr>')}</td>
        <td class="borrower" data-label="<fmt:message key='column.borrower'/>"><p:callsite lease="${lease}"/>
          <dl class="small">
            <div><dt><fmt:message key="preview.deployment"/></dt><dd><p:deployment lease="${lease}"/></dd></div>
            <div><dt><fmt:message key="preview.thread"/></dt><dd><p:thread lease="${lease}"/></dd></div>
          </dl></td>
        <td class="session" data-label="<fmt:message key='column.session'/>">
          <c:choose>
            <c:when test="${empty lease.target()}"><span class="quiet"><fmt:message key="unknown"/></span></c:when>
            <c:otherwise><code class="key"><c:out value="${lease.target().key()}"/></code>
              <span class="line"><c:out value="${lease.username()}"/></span>
              <span class="line quiet"><c:out value="${lease.target().database()}"/></span></c:otherwise>
          </c:choose></td>
        <td class="status" data-label="<fmt:message key='column.status'/>"><p:status lease="${lease}"/></td>
        <td class="number" data-label="<fmt:message key='column.blocks'/>">
          <c:choose>
            <c:when test="${not lease.open()}"><span class="quiet"><fmt:message key="unknown"/></span></c:when>
            <c:when test="${lease.session().blocks() > 0}"><b class="warn"><c:out value="${lease.session().blocks()}"/></b></c:when>
            <c:otherwise><span class="quiet"><fmt:message key="none"/></span></c:otherwise>
          </c:choose></td>
        <td class="number undo" data-label="<fmt:message key='column.undo'/>"><p:undo lease="${lease}"/></td>
        <td><a class="action" href="<c:url value='/preview'><c:param name='lease' value='${lease.lease().id()}'/></c:url>"><fmt:message key="${operator ? 'lease.kill' : 'lease.details'}"/><span class="hidden"> <c:out value="${name}"/></span></a></td>
      </tr>
    </c:forEach>
    </tbody>
  </table>
  </c:otherwise>
  </c:choose>
</section>
</p:page>
