<%@ tag description="What the guard shows of an open session beyond its name and status" pageEncoding="UTF-8" %>
<%@ attribute name="session" required="true" type="org.poolwarden.console.view.SessionView" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="p" tagdir="/WEB-INF/tags" %>
<p:item key="preview.blockedBy" value="${session.session().blockedBy()}"/>
<p:item key="preview.blocks" value="${session.session().blocks()}"/>
<div class="pf-v6-c-description-list__group"><dt class="pf-v6-c-description-list__term"><span class="pf-v6-c-description-list__text"><fmt:message key="preview.undo"/></span></dt><dd class="pf-v6-c-description-list__description"><p:undo session="${session}"/></dd></div>
<c:if test="${not empty session.session().automatic().lines()}">
<div class="pf-v6-c-description-list__group wide"><dt class="pf-v6-c-description-list__term"><span class="pf-v6-c-description-list__text"><fmt:message key="preview.automatic"/></span></dt><dd class="pf-v6-c-description-list__description"><c:forEach items="${session.session().automatic().lines()}" var="line"><span class="line"><c:out value="${line}"/></span> </c:forEach></dd></div>
</c:if>
<p:item key="preview.priority" value="${session.session().automatic().priority()}"/>
<p:item key="preview.logon" value="${session.logon()}"/>
<p:item key="preview.program" value="${session.session().program()}"/>
<p:item key="preview.machine" value="${session.session().machine()}"/>
<p:item key="preview.module" value="${session.session().module()}"/>
<p:item key="preview.action" value="${session.session().action()}"/>
<p:item key="preview.client" value="${session.session().clientIdentifier()}"/>
<p:item key="preview.spid" value="${session.session().spid()}"/>
<p:item key="preview.sqlid" value="${session.session().sqlId()}"/>
