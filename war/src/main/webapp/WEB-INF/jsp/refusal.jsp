<%@ page contentType="text/html;charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="p" tagdir="/WEB-INF/tags" %>
<fmt:message key="${pageContext.response.status == 404 ? 'refusal.missing' : 'refusal.title'}" var="title"/>
<p:page title="${title}">
<p class="message" role="alert"><c:out value="${message}"/></p>
<p><a href="<c:url value='/'/>"><fmt:message key="refusal.back"/></a></p>
</p:page>
