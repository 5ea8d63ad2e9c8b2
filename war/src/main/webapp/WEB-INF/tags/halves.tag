<%@ tag description="Both sides of a lease beside each other" pageEncoding="UTF-8" %>
<%@ attribute name="lease" required="true" type="org.poolwarden.console.view.LeaseView" %>
<%@ attribute name="sql" description="the statement's text; only for operators" %>
<%@ attribute name="holdings" description="what the session holds, in words; empty if it is not known" %>
<%@ attribute name="traceUrl" description="where its trace can be read; empty if that is not known" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="p" tagdir="/WEB-INF/tags" %>
<div class="halves">
<section aria-labelledby="server">
  <h2 id="server"><fmt:message key="preview.server"/></h2>
  <dl class="pf-v6-c-description-list pf-m-compact facts">
    <p:item key="preview.pool" value="${lease.lease().pool()}"/>
    <div class="pf-v6-c-description-list__group"><dt class="pf-v6-c-description-list__term"><span class="pf-v6-c-description-list__text"><fmt:message key="preview.since"/></span></dt><dd class="pf-v6-c-description-list__description"><c:out value="${lease.age()}"/> <span class="quiet"><c:out value="${lease.since()}"/></span></dd></div>
    <div class="pf-v6-c-description-list__group wide"><dt class="pf-v6-c-description-list__term"><span class="pf-v6-c-description-list__text"><fmt:message key="preview.callsite"/></span></dt><dd class="pf-v6-c-description-list__description"><p:callsite lease="${lease}"/></dd></div>
    <div class="pf-v6-c-description-list__group"><dt class="pf-v6-c-description-list__term"><span class="pf-v6-c-description-list__text"><fmt:message key="preview.deployment"/></span></dt><dd class="pf-v6-c-description-list__description"><p:deployment lease="${lease}"/></dd></div>
    <div class="pf-v6-c-description-list__group"><dt class="pf-v6-c-description-list__term"><span class="pf-v6-c-description-list__text"><fmt:message key="preview.thread"/></span></dt><dd class="pf-v6-c-description-list__description"><p:thread lease="${lease}"/></dd></div>
    <c:if test="${not empty lease.trace()}">
    <div class="pf-v6-c-description-list__group wide"><dt class="pf-v6-c-description-list__term"><span class="pf-v6-c-description-list__text"><fmt:message key="preview.trace"/></span></dt><dd class="pf-v6-c-description-list__description"><c:choose>
        <c:when test="${not empty traceUrl}"><a href="<c:out value='${traceUrl}'/>" rel="noopener noreferrer" target="_blank"><code><c:out value="${lease.trace().traceId()}"/></code></a></c:when>
        <c:otherwise><code><c:out value="${lease.trace().traceId()}"/></code></c:otherwise>
      </c:choose> <span class="quiet"><fmt:message key="trace.${lease.trace().source()}"/></span></dd></div>
    </c:if>
    <p:item key="preview.handles" value="${lease.lease().handles()}"/>
    <div class="pf-v6-c-description-list__group"><dt class="pf-v6-c-description-list__term"><span class="pf-v6-c-description-list__text"><fmt:message key="preview.jta"/></span></dt><dd class="pf-v6-c-description-list__description"><fmt:message key="jta.${lease.lease().transaction()}"/></dd></div>
  </dl>
</section>

<section aria-labelledby="database">
  <h2 id="database"><fmt:message key="preview.database"/></h2>
  <dl class="pf-v6-c-description-list pf-m-compact facts">
    <div class="pf-v6-c-description-list__group"><dt class="pf-v6-c-description-list__term"><span class="pf-v6-c-description-list__text"><fmt:message key="preview.session"/></span></dt><dd class="pf-v6-c-description-list__description">
      <c:choose>
        <c:when test="${empty lease.target()}"><span class="quiet"><fmt:message key="unknown"/></span></c:when>
        <c:otherwise><code class="key"><c:out value="${lease.target().key()}"/></code></c:otherwise>
      </c:choose></dd></div>
    <p:item key="preview.databaseName" value="${lease.target().database()}"/>
    <p:item key="preview.username" value="${lease.username()}"/>
    <div class="pf-v6-c-description-list__group"><dt class="pf-v6-c-description-list__term"><span class="pf-v6-c-description-list__text"><fmt:message key="preview.status"/></span></dt><dd class="pf-v6-c-description-list__description"><p:status lease="${lease}"/></dd></div>
    <c:if test="${lease.open()}">
    <p:sessionfacts session="${lease.database()}"/>
    <c:if test="${not empty holdings}">
    <div class="pf-v6-c-description-list__group wide"><dt class="pf-v6-c-description-list__term"><span class="pf-v6-c-description-list__text"><fmt:message key="preview.holdings"/></span></dt><dd class="pf-v6-c-description-list__description"><c:out value="${holdings}"/></dd></div>
    </c:if>
    <c:if test="${not empty sql}">
    <div class="pf-v6-c-description-list__group wide"><dt class="pf-v6-c-description-list__term"><span class="pf-v6-c-description-list__text"><fmt:message key="preview.sql"/></span></dt><dd class="pf-v6-c-description-list__description"><pre tabindex="0"><c:out value="${sql}"/></pre></dd></div>
    </c:if>
    </c:if>
  </dl>
</section>
</div>
