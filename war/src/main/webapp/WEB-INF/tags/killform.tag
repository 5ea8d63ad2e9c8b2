<%@ tag description="Mode, reason and the button, of a kill or of several" pageEncoding="UTF-8" %>
<%@ attribute name="modes" required="true" type="java.util.List" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<fieldset>
  <legend><fmt:message key="form.mode"/></legend>
  <c:forEach items="${modes}" var="mode" varStatus="count">
  <p class="choice"><input type="radio" id="mode-${fn:escapeXml(count.index)}" name="mode" value="${fn:escapeXml(mode)}"<c:if test="${count.first}"> checked</c:if> aria-describedby="mode-help-${fn:escapeXml(count.index)}">
    <label for="mode-${fn:escapeXml(count.index)}"><fmt:message key="mode.${mode}"/></label>
    <span class="quiet line" id="mode-help-${fn:escapeXml(count.index)}"><fmt:message key="mode.${mode}.help"/></span></p>
  </c:forEach>
  <p class="field"><label for="wait"><fmt:message key="form.wait"/></label> <input id="wait" name="wait" type="number" min="1" max="86400" value="60" class="short"></p>
</fieldset>
<label for="reason"><fmt:message key="preview.reason"/></label>
<input id="reason" name="reason" type="text" required maxlength="400" aria-describedby="reason-help">
<p id="reason-help" class="quiet"><fmt:message key="preview.reason.help"/></p>
