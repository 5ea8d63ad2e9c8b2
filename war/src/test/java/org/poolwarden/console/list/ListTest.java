package org.poolwarden.console.list;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.admin.record.AuditedKill;
import org.poolwarden.console.Sample;
import org.poolwarden.console.Web;
import org.poolwarden.console.view.AuditView;
import org.poolwarden.console.view.KillView;
import org.poolwarden.console.view.LeakGroup;
import org.poolwarden.console.view.LeaseView;
import org.poolwarden.console.web.ConsoleMessages;
import org.poolwarden.console.web.PageUrl;
import org.poolwarden.console.web.Refusal;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Session.Access;
import org.poolwarden.leak.waits.Frees;
import org.poolwarden.leak.waits.Waits;

@DisplayName("A list")
class ListTest {

    private static final String OTHER = "com.shop.Export.run(Export.java:12)";

    private final List<Row> rows = List.of(
            Sample.row(1, Verdict.LEAKED, 60),
            Sample.row(2, Verdict.IN_USE, 900),
            Sample.row(3, Verdict.SUSPECT, 300),
            Sample.row(Verdict.LEAKED, Access.ALLOWED, OTHER));

    @Test
    @DisplayName("shows the oldest first, and by any other column as its address says, both ways")
    void sorted() throws Exception {
        assertEquals(List.of(2L, 7L, 3L, 1L), ids(list(new Web("GET", "/leases"))));
        assertEquals(List.of(1L, 3L, 7L, 2L), ids(list(new Web("GET", "/leases").with("sort", "age"))));
        Listing<LeaseView> byVerdict = list(new Web("GET", "/leases").with("sort", "-verdict"));
        assertEquals(3L, ids(byVerdict).get(0));
        assertEquals("descending", byVerdict.direction("verdict"));
        assertEquals("none", byVerdict.direction("age"));
        assertEquals(
                "/poolwarden/leases?sort=verdict", byVerdict.sortedBy("verdict").toString());
        assertEquals("/poolwarden/leases?sort=-age", byVerdict.sortedBy("age").toString());
    }

    @Test
    @DisplayName("is sorted by what ending each frees, the unknown last")
    void sortedByWhatIsFreed() throws Exception {
        List<Row> held = List.of(frees(rows.get(0), 2), rows.get(1), frees(rows.get(2), 27));
        Web web = new Web("GET", "/leases").with("sort", "-frees");
        assertEquals(List.of(3L, 1L, 2L), ids(LeaseList.of(web.request(), held)));
        ClassifiedSession plain = Sample.classified(Verdict.ORPHAN);
        ClassifiedSession blocker = plain.withWaits(held.get(2).waits());
        Web sessions = new Web("GET", "/sessions").with("sort", "-frees");
        assertEquals(
                List.of(27),
                SessionList.of(sessions.request(), List.of(plain, blocker)).items().stream()
                        .limit(1)
                        .map(view -> view.waits().requests())
                        .toList());
    }

    @Test
    @DisplayName("makes the texts of its items for a search alone")
    void textsForASearch() throws Exception {
        List<String> asked = new ArrayList<>();
        for (String search : List.of("", "b")) {
            Web web = new Web("GET", "/letters").with("q", search);
            Listing<String> found = Listing.of(
                    PageUrl.of(web.request(), "/letters", Listing.parameters()),
                    2,
                    List.of("a", "b"),
                    new Listing.Columns<>("letter", Map.of("letter", Comparator.<String>naturalOrder())),
                    letter -> {
                        asked.add(letter);
                        return letter;
                    });
            assertEquals(search.isEmpty() ? List.of("b", "a") : List.of("b"), found.items());
            assertEquals(search.isEmpty() ? List.of() : List.of("a", "b"), asked);
        }
    }

    private static Row frees(Row row, int requests) {
        Frees frees = new Frees(Map.of("shop.ear", requests), Map.of(), 1, 0, false);
        return row.withWaits(new Waits(frees, null, List.of()));
    }

    @Test
    @DisplayName("searches every word in everything that is shown, in any case")
    void searched() throws Exception {
        assertEquals(List.of(7L), ids(list(new Web("GET", "/leases").with("q", "EXPORT shop"))));
        assertEquals(List.of(), ids(list(new Web("GET", "/leases").with("q", "export nothing"))));
        assertEquals(4, list(new Web("GET", "/leases").with("q", "1,104,17")).matched());
    }

    @Test
    @DisplayName("filters by verdict, pool, deployment and call site, and refuses what is no filter")
    void filtered() throws Exception {
        assertEquals(List.of(7L, 3L, 1L), ids(list(new Web("GET", "/leases").with("verdict", "leaks"))));
        assertEquals(List.of(2L), ids(list(new Web("GET", "/leases").with("verdict", "IN_USE"))));
        assertEquals(
                List.of(2L), ids(list(new Web("GET", "/leases").with("verdict", "ZOMBIE,IN_USE"))), "any of several");
        assertThrows(Refusal.class, () -> list(new Web("GET", "/leases").with("verdict", "LEAKED,")));
        assertEquals(List.of(7L), ids(list(new Web("GET", "/leases").with("site", OTHER))));
        assertEquals(List.of(), ids(list(new Web("GET", "/leases").with("pool", "java:/Other"))));
        assertEquals(
                4,
                list(new Web("GET", "/leases").with("deployment", "shop.ear")).matched(),
                "all its modules");
        assertEquals(
                4,
                list(new Web("GET", "/leases").with("deployment", "shop.ear/web.war"))
                        .matched());
        assertEquals(
                0, list(new Web("GET", "/leases").with("deployment", "shop")).matched());
        for (Web wrong : List.of(
                new Web("GET", "/leases").with("verdict", "leaked"),
                new Web("GET", "/leases").with("sort", "colour"))) {
            Refusal refusal = assertThrows(Refusal.class, () -> list(wrong));
            assertEquals(ConsoleMessages.UNKNOWN_FILTER, refusal.getMessage());
        }
    }

    @Test
    @DisplayName("of a thousand has pages of a hundred, linked with everything else that was chosen")
    void paged() throws Exception {
        List<Row> many = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            many.add(Sample.row(i, Verdict.IN_USE, i));
        }
        Web web = new Web("GET", "/leases").with("page", "10").with("q", "ShopDS");
        Listing<LeaseView> last = LeaseList.of(web.request(), many);
        assertEquals(100, last.items().size());
        assertEquals(901, last.from());
        assertEquals(1000, last.to());
        assertNull(last.next());
        assertEquals("/poolwarden/leases?q=ShopDS&page=9", last.previous().toString());
        assertEquals(10, LeaseList.of(web.with("page", "99").request(), many).page());
    }

    @Test
    @DisplayName("of sessions leaves out those of others unless they are asked for")
    void sessions() throws Exception {
        List<ClassifiedSession> sessions =
                List.of(Sample.classified(Verdict.FOREIGN), Sample.classified(Verdict.ORPHAN));
        assertEquals(
                1,
                SessionList.of(new Web("GET", "/sessions").request(), sessions).matched());
        Web all = new Web("GET", "/sessions").with("whose", "all");
        assertEquals(2, SessionList.of(all.request(), sessions).matched());
        assertThrows(
                Refusal.class,
                () -> SessionList.of(
                        new Web("GET", "/sessions").with("whose", "mine").request(), sessions));
    }

    @Test
    @DisplayName(
            "of the audit says of each row what became of it, with the kill that wrote it while that is remembered")
    void audit() throws Exception {
        List<AuditedKill> kills = List.of(
                new AuditedKill(Sample.audited(1, "k1", "DONE", null), true),
                new AuditedKill(Sample.audited(2, null, "DENIED", -20901), false));
        PageUrl address = PageUrl.of(new Web("GET", "/history").request(), "/history");

        Listing<AuditView> all = AuditList.of(address, kills);
        assertEquals("ORA-20901", all.items().get(0).error());
        assertEquals("state-denied", all.items().get(0).style());
        assertEquals("37 ms", all.items().get(1).took());
        assertEquals("2026-11-21 03:00:02 UTC", all.items().get(0).at());
        PageUrl asked = address.with("outcome", "DENIED").with("q", "what the guard has found");
        assertEquals(2, AuditList.of(asked, kills).matched(), "the database has chosen");
    }

    @Test
    @DisplayName("of kills is searched, filtered by state or batch, and has the newest first")
    void kills() throws Exception {
        List<Kill> kills = List.of(Sample.killed("k1"), Sample.killed("k2"));
        assertEquals(2, KillList.of(new Web("GET", "/kills").request(), kills).matched());
        Web web = new Web("GET", "/kills").with("q", "k2 inc-17 shop");
        Listing<KillView> found = KillList.of(web.request(), kills);
        assertEquals(
                List.of("k2"),
                found.items().stream().map(view -> view.kill().id()).toList());
        assertEquals(Map.of("q", "k2 inc-17 shop"), found.filters());
        assertEquals("/poolwarden/kills", found.with("q", null).toString());
        assertEquals(
                2,
                KillList.of(new Web("GET", "/kills").with("state", "GONE").request(), kills)
                        .matched());
        assertEquals(
                0,
                KillList.of(new Web("GET", "/kills").with("state", "running").request(), kills)
                        .matched());
        assertEquals(
                0,
                KillList.of(new Web("GET", "/kills").with("batch", "b1").request(), kills)
                        .matched());
        Web unknown = new Web("GET", "/kills").with("state", "DEAD");
        assertThrows(Refusal.class, () -> KillList.of(unknown.request(), kills));
    }

    @Test
    @DisplayName("of leaks never mixes two pools in a group, and is sorted as asked")
    void groupsOfOnePool() {
        Row here = Sample.row(1, Verdict.LEAKED, 60);
        Row there = frees(in("java:/OtherDS", Sample.row(2, Verdict.LEAKED, 30)), 5);
        assertEquals(
                List.of(Sample.POOL, "java:/OtherDS"),
                LeakGroup.of(List.of(there, here), "age").stream()
                        .map(LeakGroup::pool)
                        .toList());
        assertEquals(
                List.of("java:/OtherDS", Sample.POOL),
                LeakGroup.of(List.of(here, there), "frees").stream()
                        .map(LeakGroup::pool)
                        .toList());
    }

    @Test
    @DisplayName("of leaks is grouped by call site, those that block others first")
    void grouped() {
        List<LeakGroup> groups = LeakGroup.of(rows);
        assertEquals(2, groups.size());
        LeakGroup list =
                groups.stream().filter(group -> group.count() == 2).findFirst().orElseThrow();
        assertEquals("com.shop.OrderDao.list(OrderDao.java:88)", list.site());
        assertEquals(1, list.leaked());
        assertEquals(1, list.suspect());
        assertEquals("5 min", list.oldest());
        assertEquals(424, list.undoRecords());
        assertFalse(groups.stream().anyMatch(group -> group.leases().stream()
                .anyMatch(lease -> lease.verdict().equals("IN_USE"))));
        assertTrue(LeakGroup.of(List.of()).isEmpty());
    }

    private Listing<LeaseView> list(Web web) throws Refusal {
        return LeaseList.of(web.request(), rows);
    }

    private static Row in(String pool, Row row) {
        Lease lease = row.lease();
        return new Row(
                new Lease(
                        lease.id(),
                        pool,
                        lease.since(),
                        lease.age(),
                        lease.borrower(),
                        lease.client(),
                        lease.handles(),
                        lease.transaction()),
                row.session(),
                row.judgement());
    }

    private static List<Long> ids(Listing<LeaseView> list) {
        return list.items().stream().map(lease -> lease.lease().id()).toList();
    }
}
