<%@ tag description="One line of a list of facts; an empty value is left out" pageEncoding="UTF-8" %>
<%@ attribute name="key" required="true" %>
<%@ attribute name="value" required="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<c:if test="${not empty value}"><div class="pf-v6-c-description-list__group"><dt class="pf-v6-c-description-list__term"><span class="pf-v6-c-description-list__text"><fmt:message key="${key}"/></span></dt><dd class="pf-v6-c-description-list__description"><c:out value="${value}"/></dd></div></c:if>
