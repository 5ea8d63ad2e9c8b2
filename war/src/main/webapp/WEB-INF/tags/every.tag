<%@ tag description="How often the page refreshes" pageEncoding="UTF-8" %>
<%@ attribute name="value" required="true" type="java.lang.Integer" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<span class="field"><label for="every"><fmt:message key="every"/></label>
<select id="every" name="every">
  <option value="0"<c:if test="${value == 0}"> selected</c:if>><fmt:message key="every.0"/></option>
  <option value="5"<c:if test="${value == 5}"> selected</c:if>><fmt:message key="every.5"/></option>
  <option value="15"<c:if test="${value == 15}"> selected</c:if>><fmt:message key="every.15"/></option>
  <option value="60"<c:if test="${value == 60}"> selected</c:if>><fmt:message key="every.60"/></option>
</select></span>
