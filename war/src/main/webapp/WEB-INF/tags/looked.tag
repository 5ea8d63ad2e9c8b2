<%@ tag description="From when a page is, and what could not be seen" pageEncoding="UTF-8" %>
<%@ attribute name="look" required="true" type="org.poolwarden.console.LookView" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<p class="looked">
  <c:choose>
  <c:when test="${empty look.at()}"><fmt:message key="look.none"/></c:when>
  <c:otherwise><fmt:message key="look.at"><fmt:param value="${fn:escapeXml(look.at())}"/><fmt:param value="${fn:escapeXml(look.age())}"/><fmt:param value="${fn:escapeXml(look.took())}"/></fmt:message></c:otherwise>
  </c:choose>
</p>
<c:if test="${not empty look.late()}"><p class="late" role="status"><fmt:message key="look.late"><fmt:param value="${fn:escapeXml(look.late())}"/></fmt:message></p></c:if>
<c:if test="${not empty look.problems()}">
<section class="problems" aria-labelledby="problems">
  <h2 id="problems"><fmt:message key="look.problems"/></h2>
  <ul>
  <c:forEach items="${look.problems()}" var="problem"><li><c:out value="${problem.text()}"/>
    <c:if test="${not empty problem.help()}"><pre tabindex="0"><fmt:message key="help.${problem.help()}"/></pre></c:if></li></c:forEach>
  </ul>
</section>
</c:if>
