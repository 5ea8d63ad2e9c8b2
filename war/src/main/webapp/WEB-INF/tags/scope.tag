<%@ tag description="The choice between this node and all nodes, where there are others" pageEncoding="UTF-8" %>
<%@ attribute name="choice" type="org.poolwarden.console.fleet.ScopeChoice" description="null if there is no other node" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<c:if test="${not empty choice}"><nav class="chips scope" aria-label="<fmt:message key='fleet.scope'/>">
  <a class="chip" href="${fn:escapeXml(choice.here().toString())}"<c:if test="${not choice.ofAll()}"> aria-current="true"</c:if>><fmt:message key="fleet.here"/></a>
  <a class="chip" href="${fn:escapeXml(choice.everywhere().toString())}"<c:if test="${choice.ofAll()}"> aria-current="true"</c:if>><fmt:message key="fleet.everywhere"/></a>
</nav></c:if>
