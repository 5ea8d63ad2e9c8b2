package org.poolwarden.console.page;

import static org.poolwarden.console.page.LeaseRow.isEmpty;

import org.poolwarden.console.view.LeaseView;
import org.poolwarden.console.view.SessionView;
import org.poolwarden.leak.evidence.Session;

/** Writes the second row of a lease in a table: all that a list knows of it. */
final class LeaseDetails {

    private static final String END = "</dd></div>";

    private final Html html;
    private final Words words;
    private final String root;

    LeaseDetails(Html html, Words words, String root) {
        this.html = html;
        this.words = words;
        this.root = root;
    }

    void write(LeaseView lease, String id, String since) {
        html.raw("<tr class=\"pf-v6-c-table__tr more\" role=\"row\"><td role=\"cell\" class=\"pf-v6-c-table__td\""
                + " colspan=\"11\"><ul class=\"reasons\">");
        lease.reasons().forEach(reason -> html.raw("<li>").text(reason).raw("</li>"));
        html.raw("</ul><dl class=\"small\">");
        fact("preview.lease")
                .raw("<a href=\"")
                .text(root)
                .raw("/lease?lease=")
                .text(id)
                .raw("\">");
        html.text(id).raw("</a>").raw(END);
        if (lease.proven()) {
            fact("column.proof").text(words.of("proof." + lease.proof())).raw(END);
        }
        fact("preview.since").text(since).raw(END);
        fact("column.pool").text(lease.lease().pool()).raw(END);
        fact("preview.callsite");
        callSite(lease);
        html.raw(END);
        fact("preview.deployment");
        deployment(lease);
        html.raw(END);
        fact("preview.thread");
        thread(lease);
        html.raw(END);
        fact("preview.username").text(lease.username()).raw(END);
        fact("preview.databaseName")
                .text(lease.target() == null ? null : lease.target().database())
                .raw(END);
        SessionView session = lease.database();
        fact("column.status");
        status(session);
        html.raw(END);
        fact("column.module");
        module(session);
        html.raw(END);
        fact("column.blocks");
        blocks(lease, session);
        html.raw(END);
        fact("column.undo");
        undo(session);
        html.raw(END).raw("</dl></td></tr>\n");
    }

    /** The deployment that borrowed. */
    void deployment(LeaseView lease) {
        if (isEmpty(lease.borrower().deployment())) {
            quiet("unknown");
            return;
        }
        html.text(lease.borrower().deployment());
        if (!lease.borrower().deploymentPresent()) {
            html.raw(" <em class=\"warn\">")
                    .text(words.of("preview.deployment.gone"))
                    .raw("</em>");
        }
    }

    private void callSite(LeaseView lease) {
        String frame = lease.frame();
        if (isEmpty(frame)) {
            quiet("unknown");
            return;
        }
        html.raw("<code>");
        String[] parts = frame.split("\\(", -1);
        html.text(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            html.raw("<wbr>(").text(parts[i]);
        }
        html.raw("</code>");
        if (!isEmpty(lease.framePackage())) {
            html.raw("<span class=\"line quiet package\">")
                    .text(lease.framePackage())
                    .raw("</span>");
        }
    }

    private void thread(LeaseView lease) {
        if (isEmpty(lease.borrower().thread())) {
            quiet("unknown");
            return;
        }
        html.text(lease.borrower().thread())
                .raw(" <em>")
                .text(words.of("thread." + lease.borrower().whereabouts()))
                .raw("</em>");
    }

    private void status(SessionView session) {
        if (session == null || !session.open()) {
            quiet("access." + (session == null ? "UNLISTED" : session.access()));
            return;
        }
        Session one = session.session();
        html.text(one.status());
        if (one.isActive() || !one.isKilled()) {
            html.raw("<span class=\"line\">")
                    .text(words.of(one.isActive() ? "status.running" : "status.idle"))
                    .raw(" ")
                    .text(session.lastCall())
                    .raw("</span>");
        }
        if (!isEmpty(one.event())) {
            html.raw("<span class=\"line quiet\">").text(one.event()).raw("</span>");
        }
        if (one.rollingBack()) {
            html.raw("<em class=\"line warn\">")
                    .text(words.of("status.rollback"))
                    .raw("</em>");
        }
    }

    private void module(SessionView session) {
        if (session == null || !session.open()) {
            quiet("unknown");
            return;
        }
        line("line", session.session().module());
        line("line quiet", session.session().clientIdentifier());
        if (!isEmpty(session.session().sqlId())) {
            html.raw("<code class=\"line\">").text(session.session().sqlId()).raw("</code>");
        }
    }

    private void blocks(LeaseView lease, SessionView session) {
        if (session == null || !session.open()) {
            quiet("unknown");
        } else if (session.session().blocks() > 0) {
            html.raw("<b class=\"warn\">").text(session.session().blocks()).raw("</b>");
        } else {
            quiet("none");
        }
        if (session != null && !isEmpty(session.session().blockedBy())) {
            html.raw("<span class=\"line\">")
                    .text(words.of("blocked.by"))
                    .raw(" <code class=\"key\">")
                    .text(session.session().blockedBy())
                    .raw("</code></span>");
        }
        Integer requests = lease.waits().requests();
        if (requests != null && requests > 0) {
            line("line", words.of("blocks.frees", requests));
        }
    }

    private void undo(SessionView session) {
        if (session == null || !session.open()) {
            quiet("unknown");
        } else if (session.undo()) {
            line("line", words.of("undo.records", session.session().undoRecords()));
            line("line", words.of("undo.blocks", session.session().undoBlocks()));
        } else {
            quiet("none");
        }
    }

    private Html fact(String key) {
        return html.raw("<div><dt>").text(words.of(key)).raw("</dt><dd>");
    }

    private void line(String type, String text) {
        if (!isEmpty(text)) {
            html.raw("<span class=\"").raw(type).raw("\">").text(text).raw("</span>");
        }
    }

    private void quiet(String key) {
        html.raw("<span class=\"quiet\">").text(words.of(key)).raw("</span>");
    }
}
