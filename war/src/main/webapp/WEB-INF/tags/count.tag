<%@ tag description="A cell with a number, which may be unknown" pageEncoding="UTF-8" %>
<%@ attribute name="key" required="true" description="of the column" %>
<%@ attribute name="value" required="true" type="java.lang.Integer" description="null if it is unknown" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<td role="cell" class="pf-v6-c-table__td number sum" data-label="<fmt:message key='${key}'/>"><c:choose><c:when test="${empty value}"><span class="quiet"><fmt:message key="unknown"/></span></c:when><c:otherwise><fmt:formatNumber value="${value}"/></c:otherwise></c:choose></td>
