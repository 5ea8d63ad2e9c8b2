package org.poolwarden.console.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.jsp.PageContext;
import jakarta.servlet.jsp.jstl.core.Config;
import jakarta.servlet.jsp.jstl.fmt.LocalizationContext;
import jakarta.servlet.jsp.tagext.SimpleTagSupport;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.poolwarden.console.list.FoldedColumns;
import org.poolwarden.console.page.LeaseRow.Act;
import org.poolwarden.console.view.LeaseView;

/** Leases in the body of a table. An operator has the way to end each of them, and may select those of a list. */
public final class LeaseRowsTag extends SimpleTagSupport {

    private List<LeaseView> leases;
    private int max = Integer.MAX_VALUE;
    private boolean operator;
    private boolean selectable;
    private FoldedColumns folded;
    private Map<?, ?> pools;

    /** For the page. */
    public LeaseRowsTag() {}

    /** In this order. */
    public void setLeases(List<LeaseView> shown) {
        leases = shown;
    }

    /** How many are shown at most; without it all of them. */
    public void setMax(int most) {
        max = most;
    }

    /** Whether the reader may end leases. */
    public void setOperator(boolean may) {
        operator = may;
    }

    /** Whether an operator may select leases. */
    public void setSelectable(boolean may) {
        selectable = may;
    }

    /** The columns that are left out. */
    public void setFolded(FoldedColumns columns) {
        folded = columns;
    }

    /** The short names of the pools. */
    public void setPools(Map<?, ?> names) {
        pools = names;
    }

    @Override
    public void doTag() throws IOException {
        PageContext page = (PageContext) getJspContext();
        HttpServletRequest request = (HttpServletRequest) page.getRequest();
        var texts = (LocalizationContext) Config.get(page.getServletContext(), Config.FMT_LOCALIZATION_CONTEXT);
        Html html = new Html();
        Words words = new Words(texts.getResourceBundle());
        Act may = selectable ? Act.SELECT : Act.KILL;
        LeaseRow row = new LeaseRow(html, words, folded, pools, operator ? may : Act.LOOK, request.getContextPath());
        leases.stream().limit(max).forEach(row::write);
        page.getOut().write(html.toString());
    }
}
