<%@ tag description="A verdict, a state or a count in a few words; the colour only repeats them" pageEncoding="UTF-8" %>
<%@ attribute name="is" required="true" description="as the views name it, such as leaked or state-gone; none is grey" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<c:choose>
<c:when test="${is eq 'leaked' or is eq 'zombie' or is eq 'denied' or is eq 'state-failed'}"><c:set var="colour" value="pf-m-danger"/></c:when>
<c:when test="${is eq 'suspect' or is eq 'state-denied' or is eq 'state-marked'}"><c:set var="colour" value="pf-m-warning"/></c:when>
<c:when test="${is eq 'in-use' or is eq 'busy' or is eq 'allowed' or is eq 'state-gone'}"><c:set var="colour" value="pf-m-green"/></c:when>
<c:otherwise><c:set var="colour" value="pf-m-outline"/></c:otherwise>
</c:choose>
<span class="pf-v6-c-label pf-m-compact ${fn:escapeXml(colour)}"><span class="pf-v6-c-label__content"><span class="pf-v6-c-label__text"><jsp:doBody/></span></span></span>
