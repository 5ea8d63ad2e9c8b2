<%@ tag description="The deployment that borrowed" pageEncoding="UTF-8" %>
<%@ attribute name="lease" required="true" type="org.poolwarden.console.view.LeaseView" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<c:choose>
  <c:when test="${empty lease.borrower().deployment()}"><span class="quiet"><fmt:message key="unknown"/></span></c:when>
  <c:otherwise><c:out value="${lease.borrower().deployment()}"/>
    <c:if test="${not lease.borrower().deploymentPresent()}"><em class="warn"><fmt:message key="preview.deployment.gone"/></em></c:if>
  </c:otherwise>
</c:choose>
