<%@ tag description="What the session says of itself, and its statement's id" pageEncoding="UTF-8" %>
<%@ attribute name="session" required="true" type="org.poolwarden.console.view.SessionView" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<c:choose>
  <c:when test="${empty session or not session.open()}"><span class="quiet"><fmt:message key="unknown"/></span></c:when>
  <c:otherwise>
    <c:if test="${not empty session.session().module()}"><span class="line"><c:out value="${session.session().module()}"/></span></c:if>
    <c:if test="${not empty session.session().clientIdentifier()}"><span class="line quiet"><c:out value="${session.session().clientIdentifier()}"/></span></c:if>
    <c:if test="${not empty session.session().sqlId()}"><code class="line"><c:out value="${session.session().sqlId()}"/></code></c:if>
  </c:otherwise>
</c:choose>
