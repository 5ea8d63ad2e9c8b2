<%@ tag description="Why there is nothing here, and what to do" pageEncoding="UTF-8" %>
<div class="pf-v6-c-empty-state pf-m-xs empty"><div class="pf-v6-c-empty-state__content"><div class="pf-v6-c-empty-state__body"><jsp:doBody/></div></div></div>
