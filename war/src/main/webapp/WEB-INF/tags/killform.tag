<%@ tag description="Mode, reason and the button, of a kill or of several" pageEncoding="UTF-8" %>
<%@ attribute name="modes" required="true" type="java.util.List" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="p" tagdir="/WEB-INF/tags" %>
<fieldset class="modes">
  <legend class="pf-v6-c-form__label"><fmt:message key="form.mode"/> <p:modes/></legend>
  <c:forEach items="${modes}" var="mode" varStatus="count">
  <div class="pf-v6-c-radio"><input class="pf-v6-c-radio__input" type="radio" id="mode-${fn:escapeXml(count.index)}" name="mode" value="${fn:escapeXml(mode)}"<c:if test="${count.first}"> checked</c:if> aria-describedby="mode-help-${fn:escapeXml(count.index)}">
    <label class="pf-v6-c-radio__label" for="mode-${fn:escapeXml(count.index)}"><fmt:message key="mode.${mode}"/></label>
    <span class="pf-v6-c-radio__description" id="mode-help-${fn:escapeXml(count.index)}"><fmt:message key="mode.${mode}.help"/></span></div>
  </c:forEach>
  <p class="field wait"><label for="wait"><fmt:message key="form.wait"/></label> <span class="pf-v6-c-form-control short"><input id="wait" name="wait" type="number" min="1" max="86400" value="60"></span></p>
</fieldset>
<label class="pf-v6-c-form__label" for="reason"><fmt:message key="preview.reason"/></label>
<span class="pf-v6-c-form-control"><input id="reason" name="reason" type="text" required maxlength="400" aria-describedby="reason-help"></span>
<p id="reason-help" class="quiet"><fmt:message key="preview.reason.help"/></p>
