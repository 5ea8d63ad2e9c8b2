<%@ tag description="The open transaction's undo" pageEncoding="UTF-8" %>
<%@ attribute name="session" required="true" type="org.poolwarden.console.view.SessionView" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<c:choose>
  <c:when test="${empty session or not session.open()}"><span class="quiet"><fmt:message key="unknown"/></span></c:when>
  <c:when test="${not session.undo()}"><span class="quiet"><fmt:message key="none"/></span></c:when>
  <c:otherwise>
    <span class="line"><fmt:message key="undo.records"><fmt:param value="${session.session().undoRecords()}"/></fmt:message></span>
    <span class="line"><fmt:message key="undo.blocks"><fmt:param value="${session.session().undoBlocks()}"/></fmt:message></span>
  </c:otherwise>
</c:choose>
