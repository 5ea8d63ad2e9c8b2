<%@ tag description="A verdict in words; the colour only repeats it" pageEncoding="UTF-8" %>
<%@ attribute name="lease" required="true" type="org.poolwarden.console.view.LeaseView" %>
<%@ attribute name="brief" type="java.lang.Boolean" description="the first reason in sight, the others folded" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<span class="badge <c:out value='${lease.style()}'/>"><fmt:message key="verdict.${lease.verdict()}"/></span>
<c:if test="${lease.proven()}"><span class="proof"><c:choose><c:when test="${brief}"><fmt:message key="proof.brief.${lease.proof()}"/></c:when><c:otherwise><fmt:message key="proof.${lease.proof()}"/></c:otherwise></c:choose></span></c:if>
<c:choose>
<c:when test="${brief}">
  <span class="line"><c:out value="${lease.reasons()[0]}"/></span>
  <c:if test="${lease.reasons().size() > 1}">
  <details id="why-${fn:escapeXml(lease.lease().id())}"><summary><fmt:message key="reasons.more"><fmt:param value="${lease.reasons().size() - 1}"/></fmt:message></summary>
  <ul class="reasons"><c:forEach items="${lease.reasons()}" var="reason" begin="1"><li><c:out value="${reason}"/></li></c:forEach></ul></details>
  </c:if>
</c:when>
<c:otherwise>
  <ul class="reasons">
    <c:forEach items="${lease.reasons()}" var="reason"><li><c:out value="${reason}"/></li></c:forEach>
  </ul>
</c:otherwise>
</c:choose>
