<%@ tag description="One fact in a row of small ones; an empty value is left out" pageEncoding="UTF-8" %>
<%@ attribute name="key" required="true" %>
<%@ attribute name="value" required="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<c:if test="${not empty value}"><div><dt><fmt:message key="${key}"/></dt><dd><c:out value="${value}"/></dd></div></c:if>
