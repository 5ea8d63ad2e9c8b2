<%@ tag description="The head of a table of leases that cannot be sorted" pageEncoding="UTF-8" %>
<%@ attribute name="selectable" required="true" type="java.lang.Boolean" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<thead role="rowgroup"><tr role="row">
  <c:if test="${selectable}"><th scope="col" role="columnheader" class="choose"><span class="hidden"><fmt:message key="select"/></span></th></c:if>
  <th scope="col" role="columnheader"><fmt:message key="column.age"/></th>
  <th scope="col" role="columnheader"><fmt:message key="column.verdict"/></th>
  <th scope="col" role="columnheader"><fmt:message key="column.pool"/></th>
  <th scope="col" role="columnheader"><fmt:message key="column.borrower"/></th>
  <th scope="col" role="columnheader"><fmt:message key="column.session"/></th>
  <th scope="col" role="columnheader"><fmt:message key="column.status"/></th>
  <th scope="col" role="columnheader"><fmt:message key="column.module"/></th>
  <th scope="col" role="columnheader" class="number"><fmt:message key="column.blocks"/></th>
  <th scope="col" role="columnheader" class="number"><fmt:message key="column.undo"/></th>
  <th scope="col" role="columnheader"><fmt:message key="column.action"/></th>
</tr></thead>
