<%@ tag description="A verdict in words with its proof and its reasons" pageEncoding="UTF-8" %>
<%@ attribute name="lease" required="true" type="org.poolwarden.console.view.LeaseView" %>
<%@ attribute name="help" type="java.lang.Boolean" description="whether what verdicts mean is at hand; once in a page" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="p" tagdir="/WEB-INF/tags" %>
<p:label is="${lease.style()}"><fmt:message key="verdict.${lease.verdict()}"/></p:label>
<c:if test="${help}"><p:verdicts/></c:if>
<c:if test="${lease.proven()}"><span class="proof"><fmt:message key="proof.${lease.proof()}"/></span></c:if>
<ul class="reasons">
  <c:forEach items="${lease.reasons()}" var="reason"><li><c:out value="${reason}"/></li></c:forEach>
</ul>
