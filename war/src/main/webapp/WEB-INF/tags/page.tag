<%@ tag description="The frame of every page" pageEncoding="UTF-8" %>
<%@ attribute name="title" required="true" description="raw text" %>
<%@ attribute name="here" description="the entry of the navigation that this page is, or is below" %>
<%@ attribute name="below" type="java.lang.Boolean" description="whether the page is below that entry; then it has a way back" %>
<%@ attribute name="bare" type="java.lang.Boolean" description="whether the page shows its heading itself" %>
<%@ attribute name="every" type="java.lang.Integer" description="seconds until the page refreshes; 0 for never" %>
<%@ attribute name="reload" type="java.lang.Integer" description="the same without JavaScript" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="UTF-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <c:if test="${not empty reload and reload > 0}"><noscript><meta http-equiv="refresh" content="${fn:escapeXml(reload)}"></noscript></c:if>
  <title><c:out value="${title}"/> · Poolwarden</title>
  <link rel="icon" type="image/svg+xml" href="<c:url value='/poolwarden.svg'/>">
  <link rel="stylesheet" href="<c:url value='/poolwarden.css'/>">
  <script src="<c:url value='/poolwarden.js'/>" defer></script>
</head>
<body data-every="${fn:escapeXml(every)}" data-paused="<fmt:message key='live.paused'/>" data-idle="<fmt:message key='live.idle'/>" data-stale="<fmt:message key='live.stale'/>" data-copy="<fmt:message key='copy'/>" data-copied="<fmt:message key='copied'/>">
<a class="pf-v6-c-button pf-m-primary skip" href="#content"><fmt:message key="skip"/></a>
<header class="pf-v6-c-masthead">
  <p class="brand"><img src="<c:url value='/poolwarden.svg'/>" alt="" width="20" height="20"> Poolwarden</p>
  <c:if test="${not empty pageContext.request.remoteUser}">
  <nav class="pf-v6-c-nav pf-m-horizontal" aria-label="<fmt:message key='nav'/>">
    <ul class="pf-v6-c-nav__list">
    <c:forEach items="overview,leases,sessions,kills,history" var="entry">
    <li class="pf-v6-c-nav__item"><a class="pf-v6-c-nav__link<c:if test='${here eq entry}'> pf-m-current</c:if>" href="<c:url value='/${entry eq "overview" ? "" : entry}'><c:if test='${not empty scope and scope.ofAll() and entry ne "history"}'><c:param name='scope' value='fleet'/></c:if></c:url>"<c:if test="${here eq entry}"> aria-current="${fn:escapeXml(below ? 'true' : 'page')}"</c:if>><fmt:message key="nav.${entry}"/></a></li>
    </c:forEach>
    </ul>
  </nav>
  </c:if>
  <div class="who">
    <span class="refresh" hidden data-updated="<fmt:message key='live.updated'><fmt:param value='#'/></fmt:message>" data-off="<fmt:message key='live.off'/>"><span class="when"></span> <button class="pf-v6-c-button pf-m-link pf-m-inline pf-m-small" type="button" data-pause="<fmt:message key='live.pause'/>" data-resume="<fmt:message key='live.resume'/>"><fmt:message key="live.pause"/></button></span>
    <span><fmt:message key="node"/> <b><c:out value="${node}"/></b></span>
    <c:if test="${not empty pageContext.request.remoteUser}">
      <span><fmt:message key="user"/> <b><c:out value="${pageContext.request.remoteUser}"/></b>
        <c:choose>
          <c:when test="${pageContext.request.isUserInRole('poolwarden-operator')}">(<fmt:message key="role.operator"/>)</c:when>
          <c:otherwise>(<fmt:message key="role.viewer"/>)</c:otherwise>
        </c:choose></span>
      <c:if test="${byForm and not empty token}">
      <form class="bare" method="post" action="<c:url value='/logout'/>"><input type="hidden" name="token" value="${fn:escapeXml(token)}"><button class="pf-v6-c-button pf-m-link pf-m-inline pf-m-small link" type="submit"><fmt:message key="logout"/></button></form>
      </c:if>
    </c:if>
  </div>
</header>
<main id="content" tabindex="-1">
<c:if test="${below}">
<nav class="pf-v6-c-breadcrumb" aria-label="<fmt:message key='breadcrumb'/>"><ol class="pf-v6-c-breadcrumb__list">
  <li class="pf-v6-c-breadcrumb__item"><a class="pf-v6-c-breadcrumb__link" href="<c:url value='/${here eq "overview" ? "" : here}'/>"><fmt:message key="nav.${here}"/></a></li>
  <li class="pf-v6-c-breadcrumb__item"><span class="pf-v6-c-breadcrumb__item-divider" aria-hidden="true">/</span><span class="pf-v6-c-breadcrumb__link pf-m-current" aria-current="page"><c:out value="${title}"/></span></li>
</ol></nav>
</c:if>
<c:if test="${not bare}"><h1 class="pf-v6-c-title pf-m-xl"><c:out value="${title}"/></h1></c:if>
<jsp:doBody/>
</main>
<dialog id="keys" class="pf-v6-c-card" aria-labelledby="keys-title">
  <h2 id="keys-title"><fmt:message key="keys.title"/></h2>
  <dl class="keys">
    <div><dt><kbd>j</kbd> <kbd>k</kbd></dt><dd><fmt:message key="keys.rows"/></dd></div>
    <div><dt><kbd>x</kbd></dt><dd><fmt:message key="keys.select"/></dd></div>
    <div><dt><kbd>Enter</kbd></dt><dd><fmt:message key="keys.open"/></dd></div>
    <div><dt><kbd>/</kbd></dt><dd><fmt:message key="keys.search"/></dd></div>
    <div><dt><kbd>?</kbd></dt><dd><fmt:message key="keys.help"/></dd></div>
  </dl>
  <form method="dialog"><button class="pf-v6-c-button pf-m-secondary pf-m-small plain" type="submit"><fmt:message key="keys.close"/></button></form>
</dialog>
</body>
</html>
