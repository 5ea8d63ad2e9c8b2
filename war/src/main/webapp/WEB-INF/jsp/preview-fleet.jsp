<%@ page contentType="text/html;charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="p" tagdir="/WEB-INF/tags" %>
<fmt:message key="${operator ? 'preview.kill.title' : 'preview.title'}" var="title"><fmt:param value="${id}"/></fmt:message>
<p:page title="${title}" here="leases" below="true" every="${again ? 5 : 0}" reload="${again ? 5 : 0}">
<p class="quiet"><fmt:message key="node"/> <b><c:out value="${other}"/></b>. <fmt:message key="fleet.there"/></p>
<c:choose>
<c:when test="${empty preview}">
<div id="live" class="live" data-live data-follow="waiting">
<p class="message" role="status"><c:out value="${trouble}"/></p>
<p:nodes nodes="${nodes}"/>
<c:if test="${not empty lease}">
<section aria-labelledby="last">
  <h2 class="pf-v6-c-title pf-m-md" id="last"><fmt:message key="fleet.last"><fmt:param value="${fn:escapeXml(lease.answered())}"/></fmt:message></h2>
  <dl class="pf-v6-c-description-list pf-m-compact facts">
    <p:item key="column.verdict" value="${lease.verdict()}"/>
    <p:item key="column.age" value="${lease.age()}"/>
    <p:item key="preview.pool" value="${lease.pool()}"/>
    <p:item key="preview.session" value="${lease.session()}"/>
    <p:item key="preview.username" value="${lease.username()}"/>
    <p:item key="preview.callsite" value="${lease.site()}"/>
    <p:item key="preview.deployment" value="${lease.deployment()}"/>
    <p:item key="preview.thread" value="${lease.thread()}"/>
  </dl>
</section>
</c:if>
</div>
</c:when>
<c:otherwise>
<div class="decision">
<div class="who-and-what">
<section class="pf-v6-c-card pf-m-compact" aria-labelledby="who">
  <h2 class="pf-v6-c-title pf-m-md" id="who"><fmt:message key="preview.who"/></h2>
  <p class="target"><c:choose>
    <c:when test="${empty preview.session()}"><fmt:message key="preview.notarget"/></c:when>
    <c:otherwise><code class="key"><c:out value="${preview.session()}"/></code> <span class="quiet"><c:out value="${preview.database()}"/></span></c:otherwise>
  </c:choose></p>
  <div><p:label is="${preview.style()}"><c:choose><c:when test="${not empty preview.known()}"><fmt:message key="verdict.${preview.known()}"/></c:when><c:otherwise><c:out value="${preview.verdict()}"/></c:otherwise></c:choose></p:label> <p:verdicts/> <c:out value="${preview.pool()}"/></div>
  <ul class="reasons"><c:forEach items="${preview.reasons()}" var="reason"><li><c:out value="${reason}"/></li></c:forEach></ul>
</section>
<section class="pf-v6-c-card pf-m-compact" aria-labelledby="answers">
  <h2 class="pf-v6-c-title pf-m-md" id="answers"><fmt:message key="preview.answers"/></h2>
  <p><p:label is="${preview.allowed() ? 'allowed' : 'denied'}"><fmt:message key="${preview.allowed() ? 'preview.allowed' : 'preview.denied'}"/></p:label></p>
  <ol class="answers"><c:forEach items="${preview.answers()}" var="answer"><li><c:out value="${answer}"/></li></c:forEach><c:if test="${not empty preview.token()}"><li><fmt:message key="preview.token"/> <code><c:out value="${preview.token()}"/></code></li></c:if></ol>
</section>
</div>
<section aria-labelledby="end">
  <h2 class="hidden" id="end"><fmt:message key="preview.kill"/></h2>
  <c:choose>
  <c:when test="${not preview.allowed()}"><p:empty><fmt:message key="preview.denied.why"/></p:empty></c:when>
  <c:when test="${not may}"><p:empty><fmt:message key="preview.viewer"/></p:empty></c:when>
  <c:otherwise>
  <form class="pf-v6-c-card pf-m-compact card" method="post" action="<c:url value='/kill'/>" autocomplete="off">
    <input type="hidden" name="lease" value="${fn:escapeXml(id)}">
    <input type="hidden" name="node" value="${fn:escapeXml(other)}">
    <input type="hidden" name="token" value="${fn:escapeXml(token)}">
    <p:killform modes="${preview.modes()}"/>
    <p class="buttons">
      <button class="pf-v6-c-button pf-m-danger" type="submit"><c:choose>
        <c:when test="${empty preview.session()}"><fmt:message key="preview.end.lease"><fmt:param value="${fn:escapeXml(id)}"/></fmt:message></c:when>
        <c:otherwise><fmt:message key="preview.end"/> <c:out value="${preview.session()}"/> <fmt:message key="fleet.on"/> <c:out value="${other}"/></c:otherwise>
      </c:choose></button>
      <a href="<c:url value='/leases'><c:param name='scope' value='fleet'/></c:url>"><fmt:message key="preview.back"/></a>
    </p>
  </form>
  </c:otherwise>
  </c:choose>
</section>
</div>
</c:otherwise>
</c:choose>
</p:page>
