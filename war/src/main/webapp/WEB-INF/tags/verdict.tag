<%@ tag description="A verdict in words; the colour only repeats it" pageEncoding="UTF-8" %>
<%@ attribute name="lease" required="true" type="org.poolwarden.console.LeaseView" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<span class="badge <c:out value='${lease.style()}'/>"><fmt:message key="verdict.${lease.verdict()}"/></span>
<c:if test="${lease.proof() ne 'NONE'}"><span class="proof"><fmt:message key="proof.${lease.proof()}"/></span></c:if>
<ul class="reasons">
  <c:forEach items="${lease.reasons()}" var="reason"><li><c:out value="${reason}"/></li></c:forEach>
</ul>
