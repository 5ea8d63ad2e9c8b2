<%@ tag description="The thread that borrowed and where it is" pageEncoding="UTF-8" %>
<%@ attribute name="lease" required="true" type="org.poolwarden.console.view.LeaseView" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<c:choose>
  <c:when test="${empty lease.borrower().thread()}"><span class="quiet"><fmt:message key="unknown"/></span></c:when>
  <c:otherwise><c:out value="${lease.borrower().thread()}"/>
    <em><fmt:message key="thread.${lease.borrower().whereabouts()}"/></em></c:otherwise>
</c:choose>
