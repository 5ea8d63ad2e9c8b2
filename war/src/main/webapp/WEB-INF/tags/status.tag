<%@ tag description="What a lease's session does, or why it cannot be seen" pageEncoding="UTF-8" %>
<%@ attribute name="lease" required="true" type="org.poolwarden.console.view.LeaseView" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="p" tagdir="/WEB-INF/tags" %>
<c:choose>
  <c:when test="${empty lease.database()}"><span class="quiet"><fmt:message key="access.UNLISTED"/></span></c:when>
  <c:otherwise><p:sessionstatus session="${lease.database()}"/></c:otherwise>
</c:choose>
