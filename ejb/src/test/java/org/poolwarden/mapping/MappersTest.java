package org.poolwarden.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.admin.record.Explanation;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.contract.Field;
import org.poolwarden.contract.FieldType;
import org.poolwarden.contract.Reply.RecordList;
import org.poolwarden.guard.SessionDetail;
import org.poolwarden.kill.batch.Batch;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.leak.Judgement;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.logging.Messages;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.request.Problem;
import org.poolwarden.scan.Scan;

@DisplayName("The records of the contract")
class MappersTest {

    /** What several nodes tell is made from these, in the room fleet. */
    private static final Set<Entity> OF_ONE_SERVER =
            EnumSet.complementOf(EnumSet.range(Entity.FLEET_POOL, Entity.FLEET));

    @Test
    @DisplayName("have every field if everything is known, and each has its own value")
    void known() throws IOException {
        List<EntityRecord> records = Known.records();
        assertEquals(OF_ONE_SERVER, entities(records));
        for (EntityRecord record : records) {
            for (Field field : record.entity().fields()) {
                String where = record.entity() + "." + field;
                assertNotNull(record.get(field.name()), where);
                assertFalse(record.text(field.name()).isBlank(), where);
            }
        }
        String text = records.stream().map(MappersTest::lines).collect(Collectors.joining("\n"));
        try (InputStream expected = MappersTest.class.getResourceAsStream("known.txt")) {
            assertEquals(new String(expected.readAllBytes(), StandardCharsets.UTF_8), text + "\n");
        }
    }

    @Test
    @DisplayName("have null for what is unknown, and nowhere a 0, an empty text or the text null for it")
    void absent() {
        List<EntityRecord> records = Absent.records();
        assertEquals(OF_ONE_SERVER, entities(records));
        for (EntityRecord record : records) {
            for (Field field : record.entity().fields()) {
                String where = record.entity() + "." + field;
                Object value = record.get(field.name());
                if (field.isNullable()) {
                    assertNull(value, where);
                } else {
                    assertFalse(record.text(field.name()).matches("(?s).*\\bnull\\b.*|-1"), where + " " + value);
                    assertFalse(field.type() == FieldType.TEXT && ((String) value).isBlank(), where);
                }
            }
        }
    }

    @Test
    @DisplayName("do not count leases that cannot be read as none")
    void unreadable() {
        Scan unread = new Scan(Known.NOW, Duration.ofMillis(3), List.of(), List.of(), List.of(Known.PROBLEM), false);
        List<EntityRecord> records = List.of(
                StatusMapper.of("1.0", "All is not well", unread, List.of()),
                PoolMapper.of(new PoolStatus("java:/ShopDS", PoolStatus.Kind.LOCAL, 20, 3, 17), unread),
                PoolMapper.of(new PoolStatus("java:/ShopDS", PoolStatus.Kind.AGROAL, 20, 3, 17), Known.SCAN));
        for (EntityRecord record : records) {
            assertNotNull(record.get("lastScanTime"));
            for (String count : List.of("leaseCount", "suspectCount", "leakedCount", "zombieCount", "unmatchedCount")) {
                assertNull(record.get(count), record.entity() + "." + count);
            }
        }
    }

    @Test
    @DisplayName("have a problem as it was found, with its number, its subject, its text and what to do")
    void problem() {
        Problem found = Messages.LOG.noDatasource("java:/guard");
        EntityRecord record = ProblemMapper.of(found);
        assertEquals("PWARDEN0201", record.get("code"));
        assertEquals("java:/guard", record.get("subject"));
        assertEquals("The guard datasource java:/guard does not exist.", record.get("text"));
        assertEquals(found.action(), record.get("action"));
        Scan scan = new Scan(Known.NOW, Duration.ofMillis(3), List.of(), List.of(), List.of(found), true);
        assertEquals(
                List.of("PWARDEN0201: " + found.text() + " " + found.action()),
                StatusMapper.of("1.0", "All is not well", scan, List.of()).get("lastScanProblems"));
    }

    @Test
    @DisplayName("have of each leak what is known, in one line of the status, and of no more than a hundred")
    void leaks() {
        List<?> lines = (List<?>)
                StatusMapper.of("1.0", "All is well", Known.SCAN, List.of()).get("leaks");
        assertEquals(
                "lease 7: LEAKED, 14 min 1 s, java:/ShopDS, shop.war, com.shop.Cart.pay(Cart.java:42), thread worker-7,"
                        + " session 1,46,99 of FREE/FREEPDB1",
                lines.get(0));
        Scan many = new Scan(
                Known.NOW, Duration.ofMillis(3), Collections.nCopies(101, Known.ROW), List.of(), List.of(), true);
        assertEquals(
                100, ((List<?>) StatusMapper.of("1.0", "x", many, List.of()).get("leaks")).size());
    }

    @Test
    @DisplayName("say nothing of a kill of a batch that has said nothing yet")
    void silentKill() {
        Batch.Item item = new Batch.Item(7, "k-1", Kill.SessionState.REQUESTED, Kill.SlotState.HELD, null);
        Batch batch = new Batch(
                "b-1", Known.NOW, "leases [7]", Known.OPS, "it leaks", Batch.State.RUNNING, 0, "0 of 1", List.of(item));
        assertEquals(
                List.of("k-1 lease 7 REQUESTED/HELD"), BatchMapper.of(batch).get("kills"));
    }

    @Test
    @DisplayName("count a pool's own leases only")
    void counts() {
        EntityRecord other =
                PoolMapper.of(new PoolStatus("java:/Other", PoolStatus.Kind.LOCAL, 20, 0, 20, 0), Known.SCAN);
        assertEquals(0, other.get("leaseCount"));
        assertEquals(0, other.get("leakedCount"));
        assertEquals(0, other.get("waitingThreads"));
        assertNull(other.get("oldestLeaseSeconds"));
    }

    private static Set<Entity> entities(List<EntityRecord> records) {
        return records.stream()
                .map(EntityRecord::entity)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Entity.class)));
    }

    private static String lines(EntityRecord record) {
        return record.entity().fields().stream()
                .map(field -> record.entity() + "." + field + "=" + record.text(field.name()))
                .collect(Collectors.joining("\n"));
    }

    @Test
    @DisplayName("have no empty list of waiting sessions where the database was not asked")
    void waiters() {
        Explanation unasked = new Explanation(Known.NOW, Known.ROW, null, null, null, List.of(Known.PROBLEM));
        assertNull(ExplanationMapper.of(unasked).get("waiters"));
        EntityRecord asked = ExplanationMapper.of(new Explanation(
                Known.NOW, Known.ROW, new SessionDetail(null, null, 0, null, List.of()), "", null, List.of()));
        assertEquals(List.of(), asked.get("waiters"));
        assertNull(asked.get("waitClass"));
        assertNull(asked.get("sqlText"));
    }

    @Test
    @DisplayName("do not count as 0 the leaks of leases that could not be judged, and count those that could")
    void notJudged() {
        Row unjudged = new Row(
                Known.ROW.lease(),
                null,
                new Judgement(Verdict.UNMATCHED, Judgement.Proof.NONE, List.of("its guard is down")));
        Problem down = Messages.LOG.guardUnavailable("java:/guard", "ORA-12541");
        Scan blind = new Scan(Known.NOW, Duration.ofMillis(3), List.of(unjudged), List.of(), List.of(down), true);
        PoolStatus pool = new PoolStatus(Known.ROW.lease().pool(), PoolStatus.Kind.LOCAL, 20, 3, 17);
        for (EntityRecord record :
                List.of(StatusMapper.of("1.0", "All is not well", blind, List.of()), PoolMapper.of(pool, blind))) {
            assertEquals(false, record.get("lastScanComplete"));
            assertEquals(1, record.get("leaseCount"));
            assertEquals(1, record.get("unmatchedCount"));
            for (String count : List.of("suspectCount", "leakedCount", "zombieCount")) {
                assertNull(record.get(count), record.entity() + "." + count);
            }
        }
        Scan half =
                new Scan(Known.NOW, Duration.ofMillis(3), List.of(unjudged, Known.ROW), List.of(), List.of(down), true);
        assertEquals(1, StatusMapper.of("1.0", "Half", half, List.of()).get("leakedCount"));
        EntityRecord other = PoolMapper.of(new PoolStatus("java:/Other", PoolStatus.Kind.LOCAL, 20, 0, 20), blind);
        assertEquals(true, other.get("lastScanComplete"), "it has lent nothing");
        assertEquals(0, other.get("leakedCount"));
    }

    @Test
    @DisplayName("have no incomplete list that does not say what is missing")
    void incomplete() {
        assertThrows(
                IllegalArgumentException.class,
                () -> RecordList.of("node-1", false, Known.NOW, List.of(), List.of("a line")));
        RecordList list = ListMapper.of(Known.NOW, List.of(Known.PROBLEM, Known.PROBLEM), List.of());
        assertFalse(list.isComplete());
        assertEquals(1, list.problems().size());
        assertEquals("PWARDEN0201", list.problems().get(0).get("code"));
        assertFalse(ListMapper.kept(List.of()).head().get("scanTime") == null);
    }
}
