<%@ tag description="Who waits for a session, as a tree" pageEncoding="UTF-8" %>
<%@ attribute name="session" required="true" type="org.poolwarden.console.view.SessionView" %>
<%@ attribute name="waiters" required="true" type="java.util.List" description="of WaitTree" %>
<%@ attribute name="waits" required="true" type="org.poolwarden.leak.waits.Waits" %>
<%@ attribute name="told" type="java.util.List" description="what the database told in words" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<section aria-labelledby="waiters">
  <h2 id="waiters"><fmt:message key="detail.waiters"/></h2>
  <c:if test="${not empty waits.frees()}"><p class="frees"><c:out value="${waits.frees().toString()}"/></p></c:if>
  <c:if test="${not empty waits.blocker()}"><p class="blocker"><fmt:message key="detail.blocker"/> <c:out value="${waits.blocker()}"/>.</p></c:if>
  <c:choose>
  <c:when test="${empty waiters}"><p class="quiet"><fmt:message key="${not empty session and session.open() and session.session().blocks() > 0 ? 'detail.waiters.hidden' : 'detail.waiters.none'}"/></p>
  <c:if test="${not empty told}"><ul><c:forEach items="${told}" var="waiter"><li><c:out value="${waiter}"/></li></c:forEach></ul></c:if></c:when>
  <c:otherwise>
  <ul class="tree">
    <c:forEach items="${waiters}" var="one"><li class="depth-${fn:escapeXml(one.depth())}"><code class="key"><c:out value="${one.waiter().session().id().key()}"/></code> <c:out value="${one.waiter().session().username()}"/>
      <c:choose><c:when test="${one.waiter().open()}"><span class="quiet"><c:out value="${one.waiter().session().event()}"/>, <c:out value="${one.waiter().lastCall()}"/>, <c:out value="${one.waiter().session().machine()}"/></span></c:when><c:otherwise><span class="quiet"><fmt:message key="access.${one.waiter().access()}"/></span></c:otherwise></c:choose>
      <c:if test="${not empty one.lease()}"><a href="<c:url value='/lease'><c:param name='lease' value='${one.lease().lease().id()}'/></c:url>"><fmt:message key="lease"><fmt:param value="${one.lease().lease().id().toString()}"/></fmt:message></a> <span class="quiet"><c:out value="${one.lease().borrower().deployment()}"/> <c:out value="${one.lease().frame()}"/></span></c:if></li></c:forEach>
  </ul>
  </c:otherwise>
  </c:choose>
</section>
