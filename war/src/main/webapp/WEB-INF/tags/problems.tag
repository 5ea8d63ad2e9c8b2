<%@ tag description="What could not be seen, as the core says it" pageEncoding="UTF-8" %>
<%@ attribute name="problems" required="true" type="java.util.List" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<c:if test="${not empty problems}">
<section class="problems" aria-labelledby="problems">
  <h2 id="problems"><fmt:message key="scan.problems"/></h2>
  <ul>
  <c:forEach items="${problems}" var="problem"><li><c:out value="${problem.code()}"/>: <c:out value="${problem.text()}"/>
    <c:if test="${not empty problem.action()}"><c:out value="${problem.action()}"/></c:if>
    <c:if test="${not empty problem.help()}"><pre tabindex="0"><fmt:message key="help.${problem.help()}"/></pre></c:if></li></c:forEach>
  </ul>
</section>
</c:if>
