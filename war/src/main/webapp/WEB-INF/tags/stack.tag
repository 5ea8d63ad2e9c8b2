<%@ tag description="A stack, folded" pageEncoding="UTF-8" %>
<%@ attribute name="key" required="true" %>
<%@ attribute name="frames" required="true" type="java.util.List" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<c:if test="${not empty frames}">
<details id="${fn:escapeXml(fn:replace(key, '.', '-'))}"><summary><fmt:message key="${key}"/> <span class="quiet"><fmt:message key="stack.frames"><fmt:param value="${frames.size()}"/></fmt:message></span></summary>
<pre tabindex="0"><c:forEach items="${frames}" var="frame"><c:out value="${frame}"/>
</c:forEach></pre></details>
</c:if>
