<%@ page contentType="text/html;charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="p" tagdir="/WEB-INF/tags" %>
<fmt:message key="preview.title" var="title"><fmt:param value="${lease.lease().id().toString()}"/></fmt:message>
<p:page title="${title}" here="leases" below="true">
<p:scan scan="${scan}"/>
<div class="judgement"><p:verdict lease="${lease}" help="true"/></div>
<p class="acts"><a class="action" href="<c:url value='/preview'><c:param name='lease' value='${lease.lease().id()}'/></c:url>"><fmt:message key="${operator ? 'detail.kill' : 'detail.preview'}"/></a>
  <c:if test="${not empty lease.borrower().callSite()}"><a href="<c:url value='/leases'><c:param name='site' value='${lease.borrower().callSite()}'/></c:url>"><fmt:message key="detail.same"/></a></c:if></p>
<c:if test="${not empty kills}">
<p class="running"><c:forEach items="${kills}" var="kill"><a href="<c:url value='/kill'><c:param name='id' value='${kill.kill().id()}'/></c:url>"><fmt:message key="kill.title"><fmt:param value="${fn:escapeXml(kill.kill().id())}"/></fmt:message>: <fmt:message key="session.${kill.kill().session()}"/></a> </c:forEach></p>
</c:if>
<p:halves lease="${lease}" traceUrl="${traceUrl}" sql="${operator and not empty explanation ? explanation.sqlText() : ''}" holdings="${empty explanation ? '' : explanation.holdings()}"/>
<c:if test="${empty explanation}"><p class="late" role="status"><fmt:message key="detail.late"/></p></c:if>
<c:if test="${not empty explanation and not empty explanation.problems()}">
<ul class="problems"><c:forEach items="${explanation.problems()}" var="problem"><li><c:out value="${problem}"/></li></c:forEach></ul>
</c:if>

<section aria-labelledby="stacks">
  <h2 class="pf-v6-c-title pf-m-md" id="stacks"><fmt:message key="detail.stacks"/></h2>
  <c:if test="${empty lease.borrower().stackThen() and empty lease.row().stackNow()}"><p class="quiet"><fmt:message key="detail.nostack"/></p></c:if>
  <p:stack key="stack.then" frames="${lease.borrower().stackThen()}"/>
  <p:stack key="stack.now" frames="${lease.row().stackNow()}"/>
</section>

<p:waiters session="${lease.database()}" waiters="${waiters}" waits="${lease.waits()}" told="${empty explanation.detail() ? null : explanation.detail().waiters()}"/>

<section aria-labelledby="copies">
  <h2 class="pf-v6-c-title pf-m-md" id="copies"><fmt:message key="copies.title"/></h2>
  <c:forEach items="${commands}" var="command">
  <c:choose>
  <c:when test="${not empty command.refusal()}"><p class="quiet"><c:out value="${command.refusal()}"/></p></c:when>
  <c:otherwise>
  <p class="quiet"><fmt:message key="copies.help"/></p>
  <dl class="copies">
    <dt><fmt:message key="copies.classic"/></dt><dd><pre tabindex="0" data-copy><c:out value="${command.classic()}"/></pre></dd>
    <dt><fmt:message key="copies.named"/></dt><dd><pre tabindex="0" data-copy><c:out value="${command.named()}"/></pre></dd>
    <dt><fmt:message key="copies.raw"/></dt><dd><pre tabindex="0" data-copy><c:out value="${command.raw()}"/></pre></dd>
  </dl>
  </c:otherwise>
  </c:choose>
  </c:forEach>
  <details id="ticket"><summary><fmt:message key="copies.ticket"/></summary><pre tabindex="0" data-copy><c:out value="${ticket}"/></pre></details>
</section>
</p:page>
