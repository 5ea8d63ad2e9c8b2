<%@ tag description="The head of a table of leases that cannot be sorted" pageEncoding="UTF-8" %>
<%@ attribute name="folded" required="true" type="org.poolwarden.console.list.FoldedColumns" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<thead class="pf-v6-c-table__thead" role="rowgroup"><tr class="pf-v6-c-table__tr" role="row">
  <th class="pf-v6-c-table__th" scope="col" role="columnheader"><fmt:message key="column.verdict"/></th>
  <th class="pf-v6-c-table__th" scope="col" role="columnheader"><fmt:message key="column.age"/></th>
  <c:if test="${empty folded.pool()}"><th class="pf-v6-c-table__th" scope="col" role="columnheader"><fmt:message key="column.pool"/></th></c:if>
  <c:if test="${empty folded.site()}"><th class="pf-v6-c-table__th" scope="col" role="columnheader"><fmt:message key="column.place"/></th></c:if>
  <c:if test="${empty folded.deployment()}"><th class="pf-v6-c-table__th" scope="col" role="columnheader"><fmt:message key="preview.deployment"/></th></c:if>
  <th class="pf-v6-c-table__th" scope="col" role="columnheader"><fmt:message key="column.session"/></th>
  <th class="pf-v6-c-table__th" scope="col" role="columnheader"><fmt:message key="column.idle"/></th>
  <th class="pf-v6-c-table__th number" scope="col" role="columnheader"><fmt:message key="column.undo"/></th>
  <th class="pf-v6-c-table__th number" scope="col" role="columnheader"><fmt:message key="column.blocks"/></th>
  <th class="pf-v6-c-table__th" scope="col" role="columnheader"><fmt:message key="column.action"/></th>
</tr></thead>
