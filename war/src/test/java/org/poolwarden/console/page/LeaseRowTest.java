package org.poolwarden.console.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.console.Sample;
import org.poolwarden.console.list.FoldedColumns;
import org.poolwarden.console.page.LeaseRow.Act;
import org.poolwarden.console.view.LeaseView;
import org.poolwarden.leak.Code;
import org.poolwarden.leak.Judgement;
import org.poolwarden.leak.Judgement.Proof;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.Automatic;
import org.poolwarden.leak.evidence.Borrower;
import org.poolwarden.leak.evidence.Borrower.Whereabouts;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Invocation;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.leak.waits.Frees;
import org.poolwarden.leak.waits.Waits;

@DisplayName("A lease in a table")
class LeaseRowTest {

    private static final String MARKUP = "\"><b>'&";
    private static final Row LEAKED = Sample.row(Verdict.LEAKED, Session.Access.ALLOWED);

    @Test
    @DisplayName("has a line with what can be done, and a second row with everything that a list knows")
    void everything() {
        String html = html(LEAKED, FoldedColumns.NONE, Act.SELECT);

        assertTrue(html.startsWith("<tr class=\"pf-v6-c-table__tr lease one is-leaked\" role=\"row\">"), html);
        assertTrue(html.contains("<input class=\"pf-v6-c-check__input\" type=\"checkbox\" name=\"lease\" form=\"batch\""
                + " value=\"7\" aria-label=\"Select lease 7\">"));
        assertTrue(html.contains("<a class=\"action\" href=\"/poolwarden/preview?lease=7\">End…<span class=\"hidden\">"
                + " lease 7</span></a><details class=\"more\" id=\"more-7\"><summary>"));
        assertTrue(html.contains("<a href=\"/poolwarden/lease?lease=7\" title=\"2026-11-21 "));
        assertTrue(html.contains("<code>OrderDao.list<wbr>(OrderDao.java:88)</code>"
                + "<span class=\"line quiet package\">com.shop</span>"));
        assertTrue(html.contains("<dd>default task-3 <em>has ended</em></dd>"));
        List<String> labels = found("<dt>([^<]*)</dt>", html);
        assertEquals(
                List.of(
                        "Lease",
                        "Proof",
                        "Checked out",
                        "Pool",
                        "Call site",
                        "Deployment",
                        "Thread",
                        "Database user",
                        "Database",
                        "Status",
                        "Module, SQL ID",
                        "Blocks",
                        "Undo"),
                labels);
        assertEquals(
                List.of("Verdict", "Age", "Pool", "Call site", "Deployment", "Session", "Idle", "Undo", "Blocks"),
                found("data-label=\"([^\"]*)\"", html));
    }

    @Test
    @DisplayName("closes every element that it opens")
    void balanced() {
        for (Session.Access access : new Session.Access[] {
            Session.Access.ALLOWED, Session.Access.PROTECTED, Session.Access.OUT_OF_SCOPE, null
        }) {
            String html = html(Sample.row(Verdict.SUSPECT, access), FoldedColumns.NONE, Act.SELECT);
            List<String> open = new ArrayList<>();
            Matcher tag = Pattern.compile("<(/?)([a-z0-9]+)[^>]*>").matcher(html);
            while (tag.find()) {
                if (List.of("wbr", "input").contains(tag.group(2))) {
                    continue;
                }
                if (tag.group(1).isEmpty()) {
                    open.add(tag.group(2));
                } else {
                    assertEquals(open.remove(open.size() - 1), tag.group(2), html);
                }
            }
            assertEquals(List.of(), open);
        }
    }

    @Test
    @DisplayName("says that it does not know what the guard does not show, and offers no end that would be denied")
    void hidden() {
        String html = html(Sample.row(Verdict.SUSPECT, Session.Access.PROTECTED), FoldedColumns.NONE, Act.SELECT);
        assertTrue(html.contains("<span class=\"quiet\">Hidden: protected user</span>"));
        assertFalse(html.contains("checkbox"));
        assertTrue(html.contains(">Details<"));
        String unlisted = html(Sample.row(Verdict.ZOMBIE, null), FoldedColumns.NONE, Act.LOOK);
        assertTrue(unlisted.contains("<dd><span class=\"quiet\">not listed by the guard</span></dd>"));
        assertFalse(unlisted.contains("/preview?"), "a viewer ends nothing");
    }

    @Test
    @DisplayName("leaves out the columns that are the same for all")
    void folded() {
        FoldedColumns all = new FoldedColumns(Sample.POOL, "com.shop.OrderDao.list(OrderDao.java:88)", "shop.war");
        assertEquals(
                List.of("Verdict", "Age", "Session", "Idle", "Undo", "Blocks"),
                found("data-label=\"([^\"]*)\"", html(LEAKED, all, Act.KILL)));
    }

    @Test
    @DisplayName("writes no text of an application as markup")
    void escaped() {
        String html = html(
                Sample.row(Verdict.LEAKED, Session.Access.ALLOWED, "a.<b>.\"c\"('d'&e.java:1)"),
                FoldedColumns.NONE,
                Act.SELECT);
        assertFalse(html.contains("<b>."), html);
        assertFalse(html.contains("\"c\""), html);
        assertTrue(html.contains("&lt;b&gt;.&#034;c&#034;<wbr>(&#039;d&#039;&amp;e.java:1)"), html);
    }

    @Test
    @DisplayName("escapes each text that an application, a user or a database has chosen")
    void everyTextEscaped() {
        for (Session.Access access : Session.Access.values()) {
            String html = html(
                    row(Verdict.LEAKED, Proof.WEAK, access, Whereabouts.GONE, MARKUP), FoldedColumns.NONE, Act.KILL);
            assertFalse(html.contains("<b>") || html.contains(MARKUP), html);
            assertTrue(html.contains("&#034;&gt;&lt;b&gt;&#039;&amp;"), html);
        }
    }

    @Test
    @DisplayName("has words for each verdict, proof, access and whereabouts")
    void everyWord() {
        for (Verdict verdict : Verdict.values()) {
            for (Proof proof : Proof.values()) {
                html(
                        row(verdict, proof, Session.Access.ALLOWED, Whereabouts.GONE, "x"),
                        FoldedColumns.NONE,
                        Act.SELECT);
            }
        }
        for (Session.Access access : Session.Access.values()) {
            for (Whereabouts whereabouts : Whereabouts.values()) {
                html(row(Verdict.LEAKED, Proof.WEAK, access, whereabouts, "x"), FoldedColumns.NONE, Act.SELECT);
            }
        }
    }

    /** One of which each text is the same. */
    private static Row row(Verdict verdict, Proof proof, Session.Access access, Whereabouts whereabouts, String text) {
        SessionId id = new SessionId(new DatabaseId(text, text), 1, 46, 99);
        Lease lease = new Lease(
                7,
                text,
                Instant.EPOCH,
                Duration.ofMinutes(20),
                new Borrower(
                        text,
                        77,
                        whereabouts,
                        Borrower.Known.SITE,
                        text,
                        text,
                        true,
                        List.of(text),
                        List.of(text, text),
                        text,
                        text,
                        new Invocation(Invocation.State.OVER, text, text, Duration.ofSeconds(41)),
                        null),
                new ClientSession(id, text),
                2,
                Lease.Transaction.ACTIVE);
        Session session = new Session(
                id,
                text,
                access,
                text,
                780,
                Instant.EPOCH,
                text,
                text,
                text,
                text,
                text,
                text,
                text,
                text,
                text,
                3,
                text,
                12,
                5,
                false,
                text,
                text,
                new Automatic(text, 240L, text, 60L, false));
        Waits waits = new Waits(new Frees(Map.of(text, 8), Map.of(text, 19), 9, 1, false), text, List.of(text));
        return new Row(
                lease,
                session,
                new Judgement(verdict, proof, List.of(text, text), List.of(Code.PINNED, Code.CALL_SITE)),
                List.of(text),
                waits);
    }

    private static List<String> found(String pattern, String html) {
        return Pattern.compile(pattern)
                .matcher(html)
                .results()
                .map(one -> one.group(1))
                .toList();
    }

    private static String html(Row row, FoldedColumns folded, Act act) {
        Html html = new Html();
        new LeaseRow(
                        html,
                        new Words(new Texts()),
                        folded,
                        Map.of(Sample.POOL, "ShopDS", MARKUP, MARKUP),
                        act,
                        "/poolwarden")
                .write(new LeaseView(row));
        return html.toString();
    }
}
