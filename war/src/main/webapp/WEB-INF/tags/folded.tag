<%@ tag description="What all leases of a list have in common, in the place of the columns that would say it in each row" pageEncoding="UTF-8" %>
<%@ attribute name="folded" required="true" type="org.poolwarden.console.list.FoldedColumns" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<c:if test="${folded.any()}"><p class="folded quiet"><fmt:message key="leases.folded"/>
  <c:if test="${not empty folded.pool()}"><span><fmt:message key="column.pool"/> <b><c:out value="${folded.pool()}"/></b></span></c:if>
  <c:if test="${not empty folded.site()}"><span><fmt:message key="column.place"/> <b><c:out value="${folded.site()}"/></b></span></c:if>
  <c:if test="${not empty folded.deployment()}"><span><fmt:message key="preview.deployment"/> <b><c:out value="${folded.deployment()}"/></b></span></c:if></p></c:if>
