package org.poolwarden.console.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.Session;

@DisplayName("A lease in a table")
class LeaseRowTest {

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

    private static List<String> found(String pattern, String html) {
        return Pattern.compile(pattern)
                .matcher(html)
                .results()
                .map(one -> one.group(1))
                .toList();
    }

    private static String html(Row row, FoldedColumns folded, Act act) {
        Html html = new Html();
        new LeaseRow(html, new Words(new Texts()), folded, Map.of(Sample.POOL, "ShopDS"), act, "/poolwarden")
                .write(new LeaseView(row));
        return html.toString();
    }
}
