<%@ tag description="The frame of every page" pageEncoding="UTF-8" %>
<%@ attribute name="title" required="true" description="raw text" %>
<%@ attribute name="here" description="the entry of the navigation that this page is" %>
<%@ attribute name="every" type="java.lang.Integer" description="seconds until the page refreshes; 0 for never" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="UTF-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <c:if test="${not empty every and every > 0}"><noscript><meta http-equiv="refresh" content="${fn:escapeXml(every)}"></noscript></c:if>
  <title><c:out value="${title}"/> · Poolwarden</title>
  <link rel="icon" type="image/svg+xml" href="<c:url value='/poolwarden.svg'/>">
  <link rel="stylesheet" href="<c:url value='/poolwarden.css'/>">
  <script src="<c:url value='/poolwarden.js'/>" defer></script>
</head>
<body data-every="${fn:escapeXml(every)}" data-paused="<fmt:message key='live.paused'/>" data-idle="<fmt:message key='live.idle'/>" data-stale="<fmt:message key='live.stale'/>" data-copy="<fmt:message key='copy'/>" data-copied="<fmt:message key='copied'/>">
<a class="skip" href="#content"><fmt:message key="skip"/></a>
<header>
  <p class="brand"><img src="<c:url value='/poolwarden.svg'/>" alt="" width="20" height="20"> Poolwarden</p>
  <c:if test="${not empty pageContext.request.remoteUser}">
  <nav aria-label="<fmt:message key='nav'/>">
    <a href="<c:url value='/'/>"<c:if test="${here eq 'overview'}"> aria-current="page"</c:if>><fmt:message key="nav.overview"/></a>
    <a href="<c:url value='/leases'/>"<c:if test="${here eq 'leases'}"> aria-current="page"</c:if>><fmt:message key="nav.leases"/></a>
    <a href="<c:url value='/sessions'/>"<c:if test="${here eq 'sessions'}"> aria-current="page"</c:if>><fmt:message key="nav.sessions"/></a>
    <a href="<c:url value='/kills'/>"<c:if test="${here eq 'kills'}"> aria-current="page"</c:if>><fmt:message key="nav.kills"/></a>
    <a href="<c:url value='/history'/>"<c:if test="${here eq 'history'}"> aria-current="page"</c:if>><fmt:message key="nav.history"/></a>
  </nav>
  </c:if>
  <div class="who">
    <span><fmt:message key="node"/> <b><c:out value="${node}"/></b></span>
    <c:if test="${not empty pageContext.request.remoteUser}">
      <span><fmt:message key="user"/> <b><c:out value="${pageContext.request.remoteUser}"/></b>
        <c:choose>
          <c:when test="${pageContext.request.isUserInRole('poolwarden-operator')}">(<fmt:message key="role.operator"/>)</c:when>
          <c:otherwise>(<fmt:message key="role.viewer"/>)</c:otherwise>
        </c:choose></span>
      <c:if test="${byForm and not empty token}">
      <form class="bare" method="post" action="<c:url value='/logout'/>"><input type="hidden" name="token" value="${fn:escapeXml(token)}"><button class="link" type="submit"><fmt:message key="logout"/></button></form>
      </c:if>
    </c:if>
  </div>
</header>
<main id="content" tabindex="-1">
<h1><c:out value="${title}"/></h1>
<jsp:doBody/>
</main>
</body>
</html>
