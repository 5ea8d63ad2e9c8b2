<%@ tag description="The frame of every page" pageEncoding="UTF-8" %>
<%@ attribute name="title" required="true" description="raw text" %>
<%@ attribute name="here" description="the entry of the navigation that this page is" %>
<%@ attribute name="refresh" type="java.lang.Boolean" description="whether to look again every second" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="UTF-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <c:if test="${refresh}"><meta http-equiv="refresh" content="1"></c:if>
  <title><c:out value="${title}"/> · Poolwarden</title>
  <link rel="icon" type="image/svg+xml" href="<c:url value='/poolwarden.svg'/>">
  <link rel="stylesheet" href="<c:url value='/poolwarden.css'/>">
</head>
<body>
<a class="skip" href="#content"><fmt:message key="skip"/></a>
<header>
  <p class="brand"><img src="<c:url value='/poolwarden.svg'/>" alt="" width="20" height="20"> Poolwarden</p>
  <nav aria-label="<fmt:message key='nav'/>">
    <a href="<c:url value='/'/>"<c:if test="${here eq 'leases'}"> aria-current="page"</c:if>><fmt:message key="nav.leases"/></a>
    <a href="<c:url value='/kills'/>"<c:if test="${here eq 'kills'}"> aria-current="page"</c:if>><fmt:message key="nav.kills"/></a>
  </nav>
  <p class="who">
    <span><fmt:message key="node"/> <b><c:out value="${node}"/></b></span>
    <c:if test="${not empty pageContext.request.remoteUser}">
      <span><fmt:message key="user"/> <b><c:out value="${pageContext.request.remoteUser}"/></b>
        <c:choose>
          <c:when test="${pageContext.request.isUserInRole('poolwarden-operator')}">(<fmt:message key="role.operator"/>)</c:when>
          <c:otherwise>(<fmt:message key="role.viewer"/>)</c:otherwise>
        </c:choose></span>
    </c:if>
  </p>
</header>
<main id="content" tabindex="-1">
<h1><c:out value="${title}"/></h1>
<jsp:doBody/>
</main>
</body>
</html>
