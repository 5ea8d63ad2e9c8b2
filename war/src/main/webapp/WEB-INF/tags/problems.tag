<%@ tag description="What could not be seen, as the core says it" pageEncoding="UTF-8" %>
<%@ attribute name="problems" required="true" type="java.util.List" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<c:if test="${not empty problems}">
<section class="pf-v6-c-alert pf-m-danger pf-m-inline problems" aria-labelledby="problems">
  <h2 class="pf-v6-c-alert__title" id="problems"><fmt:message key="scan.problems"/></h2>
  <div class="pf-v6-c-alert__description">
  <ul>
  <c:forEach items="${problems}" var="problem"><li><c:out value="${problem.code()}"/>: <c:out value="${problem.text()}"/>
    <c:if test="${not empty problem.action()}"><c:out value="${problem.action()}"/></c:if>
    <c:if test="${not empty problem.help()}"><pre tabindex="0"><fmt:message key="help.${problem.help()}"/></pre></c:if></li></c:forEach>
  </ul>
  </div>
</section>
</c:if>
