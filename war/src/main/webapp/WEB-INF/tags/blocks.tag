<%@ tag description="How many wait for the session, and whom it waits for" pageEncoding="UTF-8" %>
<%@ attribute name="waits" type="org.poolwarden.leak.waits.Waits" %>
<%@ attribute name="session" required="true" type="org.poolwarden.console.view.SessionView" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<c:choose>
  <c:when test="${empty session or not session.open()}"><span class="quiet"><fmt:message key="unknown"/></span></c:when>
  <c:when test="${session.session().blocks() > 0}"><b class="warn"><c:out value="${session.session().blocks()}"/></b></c:when>
  <c:otherwise><span class="quiet"><fmt:message key="none"/></span></c:otherwise>
</c:choose>
<c:if test="${not empty session and not empty session.session().blockedBy()}"><span class="line"><fmt:message key="blocked.by"/> <code class="key"><c:out value="${session.session().blockedBy()}"/></code></span></c:if>
<c:if test="${not empty waits and not empty waits.requests() and waits.requests() > 0}"><span class="line"><fmt:message key="blocks.frees"><fmt:param value="${waits.requests()}"/></fmt:message></span></c:if>
