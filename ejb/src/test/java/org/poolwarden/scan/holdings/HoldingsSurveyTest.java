package org.poolwarden.scan.holdings;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.guard.FakeGuard.Raise;
import org.poolwarden.leak.evidence.Borrower;
import org.poolwarden.leak.evidence.BorrowerSample;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.Holdings;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.OwnConnection;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.leak.evidence.SessionSample;
import org.poolwarden.scan.Samples;
import org.poolwarden.scan.ScanScene;

@DisplayName("The survey of what sessions hold")
class HoldingsSurveyTest {

    private final ScanScene scene = new ScanScene(ScanScene.FIRST);
    private final HoldingsHistory history = new HoldingsHistory(scene.ticker);
    private final HoldingsSurvey survey = new HoldingsSurvey(
            scene.guards, history, scene.scanner::recallAll, 100, Duration.ofSeconds(15), scene.ticker);
    private final List<String> warnings = new ArrayList<>();
    private final Logger logger = Logger.getLogger("org.poolwarden");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
                warnings.add(line.getMessage());
            }
        }

        @Override
        public void flush() {
            // nothing is kept back
        }

        @Override
        public void close() {
            // nothing is open
        }
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void stop() {
        logger.removeHandler(handler);
    }

    @Test
    @DisplayName("asks about suspects, not at every scan, and remembers it for their growth")
    void suspects() throws Exception {
        scene.guard.held.put(Samples.ID, HoldingsHistoryTest.cursors(10));
        survey.after(scene.scanner.scan());
        survey.after(scene.scanner.scan());
        scene.ticker.pause(Duration.ofSeconds(59));
        survey.after(scene.scanner.scan());
        assertEquals(1, asked());
        scene.ticker.pause(Duration.ofSeconds(16));
        scene.guard.held.put(Samples.ID, HoldingsHistoryTest.cursors(25));
        survey.after(scene.scanner.scan());
        assertEquals(2, asked());
        assertEquals(
                15,
                history.add(Samples.ID, HoldingsHistoryTest.cursors(25), null).growth(Holdings::cursors));
    }

    @Test
    @DisplayName("asks nobody at all if it is switched off")
    void off() throws Exception {
        HoldingsSurvey off =
                new HoldingsSurvey(scene.guards, history, scene.scanner::recallAll, 100, Duration.ZERO, scene.ticker);
        comesBackWith(100);
        off.after(scene.scanner.scan());
        assertEquals(0, asked());
    }

    @Test
    @DisplayName("asks nobody about leases in use")
    void inUse() throws Exception {
        scene.pools.leases.clear();
        scene.pools.leases.add(fresh());
        survey.after(scene.scanner.scan());
        assertEquals(0, asked());
    }

    @Test
    @DisplayName("leaves a guard alone for a while that did not answer, goes on then, and tells nothing")
    void silent() throws Exception {
        scene.guard.holding = Raise.DOWN;
        survey.after(scene.scanner.scan());
        scene.guard.holding = null;
        scene.ticker.pause(Duration.ofMinutes(1));
        scene.guard.held.put(Samples.ID, HoldingsHistoryTest.cursors(10));
        survey.after(scene.scanner.scan());
        assertEquals(1, asked());
        scene.ticker.pause(HoldingsSurvey.REST);
        survey.after(scene.scanner.scan());
        assertEquals(1, history.size());
        assertEquals(List.of(), warnings);
    }

    @Test
    @DisplayName("tells of a connection that is back with many open cursors, once an hour for its place")
    void back() throws Exception {
        scene.pools.leases.clear();
        scene.pools.leases.add(fresh());
        survey.after(scene.scanner.scan());
        comesBackWith(100);
        survey.after(scene.scanner.scan());
        assertEquals(1, warnings.size());
        String warning = warnings.get(0);
        for (String part : List.of("PWARDEN0458", Samples.POOL, "100 open cursors", "shop.Cart.pay", "abc: 90")) {
            assertTrue(warning.contains(part), warning);
        }
        scene.ticker.pause(Duration.ofMinutes(59));
        survey.after(scene.scanner.scan());
        assertEquals(1, warnings.size());
        scene.ticker.pause(Duration.ofMinutes(2));
        survey.after(scene.scanner.scan());
        assertEquals(2, warnings.size());
    }

    @Test
    @DisplayName("tells of no connection with fewer cursors, nor of one that was borrowed again meanwhile")
    void rightly() throws Exception {
        scene.pools.leases.clear();
        comesBackWith(99);
        survey.after(scene.scanner.scan());
        scene.ticker.pause(Duration.ofMinutes(1));
        comesBackWith(200);
        var scan = scene.scanner.scan();
        scene.pools.leases.add(fresh());
        survey.after(scan);
        assertEquals(List.of(), warnings);
    }

    @Test
    @DisplayName("asks about an idle connection again only when it was used")
    void unused() throws Exception {
        comesBackWith(5);
        survey.after(scene.scanner.scan());
        scene.guard.listed.clear();
        scene.guard.listed.add(called(31));
        scene.ticker.pause(Duration.ofSeconds(30));
        survey.after(scene.scanner.scan());
        assertEquals(1, asked());
        scene.guard.listed.clear();
        scene.guard.listed.add(called(29));
        scene.ticker.pause(Duration.ofSeconds(15));
        survey.after(scene.scanner.scan());
        assertEquals(2, asked());
    }

    @Test
    @DisplayName("asks a slow database about one session and no more, so that the next scan finds it free")
    void slow() throws Exception {
        severalAreBack();
        scene.guard.onHoldings = () -> assertDoesNotThrow(() -> scene.ticker.pause(HoldingsSurvey.BUDGET));
        survey.after(scene.scanner.scan());
        scene.ticker.pause(Duration.ofMinutes(1));
        survey.after(scene.scanner.scan());
        assertEquals(1, asked());
    }

    @Test
    @DisplayName("asks later about those that it left out because the database was slow")
    void leftOut() throws Exception {
        severalAreBack();
        scene.guard.listed.removeIf(one -> one.id().sid() >= 200 + HoldingsSurvey.MAX_BACK);
        scene.guard.listed.replaceAll(one -> called(one.id(), 3000));
        scene.guard.onHoldings = () -> assertDoesNotThrow(() -> scene.ticker.pause(HoldingsSurvey.BUDGET));
        survey.after(scene.scanner.scan());
        assertEquals(1, asked());
        scene.guard.onHoldings = () -> {};
        scene.ticker.pause(HoldingsSurvey.REST);
        survey.after(scene.scanner.scan());
        assertEquals(HoldingsSurvey.MAX_BACK, asked());
    }

    @Test
    @DisplayName("harms no scan when the leases of now cannot be read")
    void unreadable() throws Exception {
        HoldingsSurvey broken = new HoldingsSurvey(
                scene.guards,
                history,
                () -> {
                    throw new IllegalStateException("a pool that is being removed");
                },
                100,
                Duration.ofSeconds(15),
                scene.ticker);
        comesBackWith(100);
        broken.after(scene.scanner.scan());
        assertEquals(1, asked());
        assertEquals(List.of(), warnings);
    }

    @Test
    @DisplayName("asks about few idle connections at a time, and about all of them in turn")
    void turns() throws Exception {
        severalAreBack();
        for (int i = 0; i < 3; i++) {
            survey.after(scene.scanner.scan());
            scene.ticker.pause(Duration.ofMinutes(1));
            assertEquals((i + 1) * HoldingsSurvey.MAX_BACK, asked());
        }
        assertEquals(1, warnings.size());
    }

    private void severalAreBack() {
        scene.pools.leases.clear();
        scene.guard.listed.clear();
        for (int sid = 200; sid < 200 + 3 * HoldingsSurvey.MAX_BACK; sid++) {
            SessionId id = new SessionId(Samples.FREE, 1, sid, 1);
            scene.guard.listed.add(Samples.session(id, "INACTIVE", 0, false));
            scene.guard.held.put(id, HoldingsHistoryTest.cursors(5));
            scene.pools.connections.add(new OwnConnection(Samples.POOL, new ClientSession(id, "SHOP"), true));
        }
        SessionId last = new SessionId(Samples.FREE, 1, 199 + 3 * HoldingsSurvey.MAX_BACK, 1);
        scene.guard.held.put(last, HoldingsHistoryTest.cursors(500));
    }

    private long asked() {
        return scene.calls.stream().filter(call -> call.startsWith("holdings")).count();
    }

    private void comesBackWith(long cursors) throws Exception {
        scene.pools.leases.clear();
        scene.pools.connections.clear();
        scene.pools.connections.add(new OwnConnection(Samples.POOL, Samples.CLIENT, true));
        scene.guard.listed.clear();
        scene.guard.listed.add(called(1));
        scene.guard.held.put(
                Samples.ID, new Holdings(cursors, List.of(new Holdings.Statement("abc", 90)), 0L, 0L, null));
        scene.ticker.pause(Duration.ofSeconds(15));
    }

    /** Idle since so many seconds. */
    private static Session called(long secondsAgo) {
        return called(Samples.ID, secondsAgo);
    }

    private static Session called(SessionId id, long secondsAgo) {
        return SessionSample.like(Samples.session(id, "INACTIVE", 0, false))
                .status("INACTIVE", secondsAgo)
                .build();
    }

    /** Checked out a moment ago. */
    private static Lease fresh() {
        return new Lease(
                1,
                Samples.POOL,
                Instant.parse("2026-11-21T09:59:59Z"),
                Duration.ofSeconds(1),
                BorrowerSample.by("worker-1", 1, Borrower.Whereabouts.IN_BORROWING_FRAMES)
                        .at("shop.Cart.pay(Cart.java:42)")
                        .of("shop.war")
                        .build(),
                Samples.CLIENT,
                1,
                Lease.Transaction.NONE);
    }
}
