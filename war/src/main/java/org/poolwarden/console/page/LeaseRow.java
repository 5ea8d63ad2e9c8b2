package org.poolwarden.console.page;

import java.util.Map;
import org.poolwarden.console.list.FoldedColumns;
import org.poolwarden.console.view.LeaseView;

/**
 * Writes leases as rows of a table: of each one line, and a second row that is shown when its details are open. In Java
 * and not as a tag file: a page has a hundred of them, and each expression of a tag file is interpreted.
 */
final class LeaseRow {

    private final Html html;
    private final Words words;
    private final FoldedColumns folded;
    private final Map<?, ?> pools;
    private final Act act;
    private final String root;
    private final LeaseDetails details;

    /**
     * @param folded the columns that it leaves out
     * @param pools the short names of the pools
     * @param root the path of the console
     */
    LeaseRow(Html html, Words words, FoldedColumns folded, Map<?, ?> pools, Act act, String root) {
        this.html = html;
        this.words = words;
        this.folded = folded;
        this.pools = pools;
        this.act = act;
        this.root = root;
        this.details = new LeaseDetails(html, words, root);
    }

    /** One lease. */
    void write(LeaseView lease) {
        String id = Long.toString(lease.lease().id());
        String name = words.of("lease", id);
        String since = lease.since();
        html.raw("<tr class=\"pf-v6-c-table__tr lease one is-")
                .text(lease.style())
                .raw("\" role=\"row\">");
        if (act == Act.SELECT) {
            choose(lease, id);
        }
        cell("verdict", "column.verdict");
        label(lease.style(), words.of("verdict." + lease.verdict()));
        html.raw("</td><th scope=\"row\" role=\"rowheader\" class=\"pf-v6-c-table__th age\" data-label=\"")
                .text(words.of("column.age"))
                .raw("\"><a href=\"");
        address("/lease", id).raw("\" title=\"").text(since).raw("\">").text(lease.age());
        html.raw("<span class=\"hidden\">, ").text(name).raw("</span></a></th>");
        where(lease);
        session(lease);
        html.raw("<td role=\"cell\" class=\"pf-v6-c-table__td acts\">");
        acts(lease, id, name);
        html.raw("<details class=\"more\" id=\"more-")
                .text(id)
                .raw("\"><summary><span class=\"hidden\">")
                .text(words.of("lease.more"))
                .raw(" ")
                .text(name)
                .raw("</span></summary></details></td></tr>\n");
        details.write(lease, id, since);
    }

    private void choose(LeaseView lease, String id) {
        html.raw("<td role=\"cell\" class=\"pf-v6-c-table__td choose\">");
        if (lease.offered()) {
            html.raw("<input class=\"pf-v6-c-check__input\" type=\"checkbox\" name=\"lease\" form=\"batch\" value=\"")
                    .text(id)
                    .raw("\" aria-label=\"")
                    .text(words.of("select.lease", id))
                    .raw("\">");
        }
        html.raw("</td>");
    }

    /** Pool, call site and deployment, as far as they are not the same for all. */
    private void where(LeaseView lease) {
        if (isEmpty(folded.pool())) {
            String pool = lease.lease().pool();
            titled("pool", "column.pool", pool);
            html.text(pools.get(pool)).raw("</td>");
        }
        if (isEmpty(folded.site())) {
            titled("place", "column.place", lease.borrower().callSite());
            if (isEmpty(lease.frame())) {
                quiet("unknown");
            } else {
                html.raw("<code>").text(lease.frame()).raw("</code>");
            }
            html.raw("</td>");
        }
        if (isEmpty(folded.deployment())) {
            cell("deployment", "preview.deployment");
            details.deployment(lease);
            html.raw("</td>");
        }
    }

    /** The session, how long it idles, its undo, and how many it blocks. */
    private void session(LeaseView lease) {
        cell("session", "column.session");
        if (lease.target() == null) {
            quiet("unknown");
        } else {
            html.raw("<code class=\"key\" title=\"")
                    .text(lease.username())
                    .raw(" ")
                    .text(lease.target().database())
                    .raw("\">")
                    .text(lease.target().key())
                    .raw("</code>");
        }
        html.raw("</td>");
        cell("idle", "column.idle");
        idle(lease);
        html.raw("</td>");
        cell("number undo", "column.undo");
        if (!lease.open()) {
            quiet("unknown");
        } else if (lease.undo()) {
            html.text(words.number(lease.session().undoRecords()));
        } else {
            none();
        }
        html.raw("</td>");
        cell("number blocks", "column.blocks");
        if (!lease.open()) {
            quiet("unknown");
        } else if (lease.session().blocks() > 0) {
            html.raw("<b class=\"warn\">").text(lease.session().blocks()).raw("</b>");
        } else {
            none();
        }
        html.raw("</td>");
    }

    private void idle(LeaseView lease) {
        if (!lease.open()) {
            quiet("access." + lease.access());
        } else if (lease.session().isActive()) {
            html.text(words.of("status.active")).raw(" ").text(lease.lastCall());
        } else if (lease.session().isKilled()) {
            html.text(lease.session().status());
        } else {
            html.text(lease.lastCall());
        }
    }

    private void acts(LeaseView lease, String id, String name) {
        boolean kills = act != Act.LOOK && lease.offered();
        html.raw(kills ? "<a class=\"action\" href=\"" : "<a href=\"");
        address(kills ? "/preview" : "/lease", id)
                .raw("\">")
                .text(words.of(kills ? "lease.kill" : "lease.details"))
                .raw("<span class=\"hidden\"> ")
                .text(name)
                .raw("</span></a>");
    }

    private Html address(String page, String id) {
        return html.text(root).raw(page).raw("?lease=").text(id);
    }

    /** A verdict in a word; the colour only repeats it. */
    private void label(String style, String text) {
        String colour =
                switch (style) {
                    case "leaked", "zombie" -> "pf-m-danger";
                    case "suspect" -> "pf-m-warning";
                    case "in-use", "busy" -> "pf-m-green";
                    default -> "pf-m-outline";
                };
        html.raw("<span class=\"pf-v6-c-label pf-m-compact ")
                .raw(colour)
                .raw("\"><span class=\"pf-v6-c-label__content\"><span class=\"pf-v6-c-label__text\">")
                .text(text)
                .raw("</span></span></span>");
    }

    private void cell(String type, String label) {
        begin(type, label).raw("\">");
    }

    private void titled(String type, String label, String title) {
        begin(type, label).raw("\" title=\"").text(title).raw("\">");
    }

    private Html begin(String type, String label) {
        return html.raw("<td role=\"cell\" class=\"pf-v6-c-table__td ")
                .raw(type)
                .raw("\" data-label=\"")
                .text(words.of(label));
    }

    private void quiet(String key) {
        html.raw("<span class=\"quiet\">").text(words.of(key)).raw("</span>");
    }

    private void none() {
        html.raw("<span class=\"quiet none\">").text(words.of("none")).raw("</span>");
    }

    static boolean isEmpty(String text) {
        return text == null || text.isEmpty();
    }

    /** What the reader may do with a lease in the table. */
    enum Act {
        LOOK,
        KILL,
        /** And select it for a batch. */
        SELECT
    }
}
