<%@ tag description="The filter by node, in the form above a list of all nodes" pageEncoding="UTF-8" %>
<%@ attribute name="nodes" required="true" type="org.poolwarden.console.fleet.FleetNodes" %>
<%@ attribute name="list" required="true" type="org.poolwarden.console.list.Listing" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<c:choose>
<c:when test="${nodes.count() > 1}"><span class="field"><label class="hidden" for="node"><fmt:message key="node"/></label>
<span class="pf-v6-c-form-control"><select id="node" name="node">
  <option value=""><fmt:message key="fleet.everywhere"/></option>
  <c:forEach items="${nodes.names()}" var="name"><option value="${fn:escapeXml(name)}"<c:if test="${list.address().get('node') eq name}"> selected</c:if>><c:out value="${name}"/></option></c:forEach>
</select></span></span></c:when>
<c:when test="${not empty list.address().get('node')}"><input type="hidden" name="node" value="${fn:escapeXml(list.address().get('node'))}"></c:when>
</c:choose>
