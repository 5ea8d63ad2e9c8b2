<%@ tag description="What each verdict and proof means, behind a question mark; it opens without a script" pageEncoding="UTF-8" %>
<%@ attribute name="sessions" type="java.lang.Boolean" description="whether those of sessions without a lease are among them" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<button class="pf-v6-c-button pf-m-plain pf-m-small help" type="button" popovertarget="verdicts" aria-label="<fmt:message key='help.verdicts'/>">?</button>
<div id="verdicts" class="pf-v6-c-card popover" popover>
  <h2><fmt:message key="help.verdicts"/></h2>
  <dl class="small">
  <c:forEach items="IN_USE,BUSY,SUSPECT,LEAKED,ZOMBIE,UNMATCHED" var="verdict"><div><dt><fmt:message key="verdict.${verdict}"/></dt><dd><fmt:message key="verdict.${verdict}.help"/></dd></div></c:forEach>
  <c:if test="${sessions}"><c:forEach items="IDLE,ORPHAN,FOREIGN" var="verdict"><div><dt><fmt:message key="verdict.${verdict}"/></dt><dd><fmt:message key="verdict.${verdict}.help"/></dd></div></c:forEach></c:if>
  <c:forEach items="STRONG,WEAK" var="proof"><div><dt><fmt:message key="column.proof"/></dt><dd><fmt:message key="proof.${proof}"/></dd></div></c:forEach>
  </dl>
</div>
