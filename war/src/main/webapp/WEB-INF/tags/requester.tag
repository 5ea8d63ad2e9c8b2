<%@ tag description="Who an audit row says has asked, or why it names nobody" pageEncoding="UTF-8" %>
<%@ attribute name="row" required="true" type="org.poolwarden.console.view.AuditView" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<c:choose><c:when test="${row.isNamed()}"><c:out value="${row.entry().requester()}"/></c:when><c:otherwise><span class="quiet"><fmt:message key="${row.entry().isCheck() ? 'history.requester.check' : 'history.requester.none'}"/></span></c:otherwise></c:choose>
