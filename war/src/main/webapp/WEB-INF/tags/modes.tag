<%@ tag description="What each way to end a session means, behind a question mark; it opens without a script" pageEncoding="UTF-8" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<button class="pf-v6-c-button pf-m-plain pf-m-small help" type="button" popovertarget="modes" aria-label="<fmt:message key='help.modes'/>">?</button>
<div id="modes" class="pf-v6-c-card popover" popover>
  <h2><fmt:message key="help.modes"/></h2>
  <dl class="small">
  <c:forEach items="CANCEL,POST_TRANSACTION,IMMEDIATE,KILL,FORCE" var="mode"><div><dt><fmt:message key="mode.${mode}"/></dt><dd><fmt:message key="mode.${mode}.help"/></dd></div></c:forEach>
  </dl>
</div>
