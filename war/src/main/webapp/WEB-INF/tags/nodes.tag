<%@ tag description="How many nodes have answered, which have not, and how old is what they told last" pageEncoding="UTF-8" %>
<%@ attribute name="nodes" type="org.poolwarden.console.fleet.FleetNodes" description="null on a page of this node" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<c:if test="${not empty nodes}"><p class="nodes" role="status"><span class="line"><fmt:message key="fleet.answered"><fmt:param value="${nodes.answered()}"/><fmt:param value="${nodes.count()}"/></fmt:message></span>
  <c:forEach items="${nodes.silent()}" var="silent"><span class="line late"><b><c:out value="${silent.name()}"/></b> <c:choose><c:when test="${empty silent.age()}"><fmt:message key="fleet.silent.never"/></c:when><c:otherwise><fmt:message key="fleet.silent"><fmt:param value="${fn:escapeXml(silent.age())}"/></fmt:message></c:otherwise></c:choose></span></c:forEach></p></c:if>
