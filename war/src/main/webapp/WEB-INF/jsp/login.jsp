<%@ page contentType="text/html;charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="p" tagdir="/WEB-INF/tags" %>
<fmt:message key="login.title" var="title"/>
<p:page title="${title}">
<c:if test="${failed}"><p class="message warn" role="alert"><fmt:message key="login.failed"/></p></c:if>
<c:if test="${left}"><p class="message" role="status"><fmt:message key="login.left"/></p></c:if>
<form class="pf-v6-c-card pf-m-compact card" method="post" action="<c:url value='/login'/>">
  <input type="hidden" name="to" value="${fn:escapeXml(to)}">
  <label for="j_username"><fmt:message key="login.name"/></label>
  <span class="pf-v6-c-form-control"><input id="j_username" name="j_username" type="text" autocomplete="username" required autocapitalize="none" spellcheck="false"></span>
  <label for="j_password"><fmt:message key="login.password"/></label>
  <span class="pf-v6-c-form-control"><input id="j_password" name="j_password" type="password" autocomplete="current-password" required></span>
  <p class="buttons"><button class="pf-v6-c-button pf-m-primary" type="submit"><fmt:message key="login.go"/></button></p>
  <p class="quiet"><fmt:message key="login.help"/></p>
</form>
</p:page>
