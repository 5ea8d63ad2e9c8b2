<%@ page contentType="text/html;charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="p" tagdir="/WEB-INF/tags" %>
<fmt:message key="waiting.title" var="title"/>
<p:page title="${title}" every="2" reload="2">
<div id="live" class="live" data-live data-follow="waiting">
<p class="message" role="status"><fmt:message key="waiting.why"/></p>
<c:if test="${not empty scan}"><p:scan scan="${scan}"/></c:if>
<c:if test="${not empty lease}"><div class="judgement"><p:verdict lease="${lease}"/></div>
<p:halves lease="${lease}"/></c:if>
</div>
</p:page>
