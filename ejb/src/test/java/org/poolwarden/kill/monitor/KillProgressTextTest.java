package org.poolwarden.kill.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.guard.GuardException;
import org.poolwarden.guard.KillMode;
import org.poolwarden.guard.SessionDetail;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.Kill.SlotState;
import org.poolwarden.kill.record.Progress;
import org.poolwarden.logging.KillMessages;
import org.poolwarden.logging.Messages;
import org.poolwarden.scan.Samples;

/**
 * What a person reads while a kill is followed and at its end, with sample values. kill-messages.txt was read by one:
 * whoever changes a message reads it there, in the place of somebody who is tired, and takes it over from
 * target/kill-messages.txt.
 */
@DisplayName("Every message of a kill")
class KillProgressTextTest {

    private static final String FILE = "kill-messages.txt";
    private static final String WHY = "reading the sessions through java:jboss/datasources/PoolwardenDS failed:"
            + " ORA-12541: Cannot connect. No listener at host db1 port 1521";
    private static final GuardException SILENCE = new GuardException(GuardException.Kind.UNAVAILABLE, 12541, WHY, null);
    private static final Progress FALLING = new Progress(
            Instant.parse("2026-11-21T10:00:00Z"), Progress.Source.SESSION, 4200L, 70, 58, 105, Duration.ofSeconds(40));
    private static final Progress STILL =
            new Progress(Instant.parse("2026-11-21T10:00:00Z"), Progress.Source.SESSION, 4200L, 70, 58, 0, null);
    private static final Progress IN_RECOVERY =
            new Progress(Instant.parse("2026-11-21T10:00:00Z"), Progress.Source.RECOVERY, null, 70, 58, 0, null);
    private static final SessionDetail IDLE =
            new SessionDetail("SQL*Net message from client", "Idle", 642, "DEDICATED", List.of());
    private static final SessionDetail BUSY = new SessionDetail(SessionDetail.ON_CPU, null, 0, "DEDICATED", List.of());

    private static final SessionDetail SHARED =
            new SessionDetail("virtual circuit wait", "Network", 12, "NONE", List.of());
    /** Killed, and not yet cleaned up: what its process was is no longer shown. */
    private static final SessionDetail KILLED = new SessionDetail(
                    "SQL*Net message from client", "Idle", 642, SessionDetail.PSEUDO, true, null, List.of())
            .with(new SessionDetail.Cleanup("CLEANUP PENDING", 95, 3L, 12L));

    private static final SessionDetail UNTRIED =
            KILLED.with(new SessionDetail.Cleanup("CLEANUP PENDING", 95, 0L, null));

    private final KillProgressText words = new KillProgressText(Samples.ID, Samples.POOL);
    private final List<String> lines = new ArrayList<>();

    @Test
    @DisplayName("was read as it stands")
    void wasRead() throws Exception {
        numbered();
        farewells();
        watched();
        advice();

        String now = String.join("\n", lines) + "\n";
        Files.writeString(Files.createDirectories(Path.of("target")).resolve(FILE), now);
        assertTrue(!now.contains("null") && !now.contains("%s") && !now.contains(".."), now);
        assertEquals(read(), now, "read target/" + FILE + ", and take it over if it reads well");
    }

    /** All of them, found by reflection: a new one without a sample fails here. */
    private void numbered() throws IllegalAccessException, InvocationTargetException {
        lines.add("== Ends and refusals, by number");
        Map<String, String> samples = new TreeMap<>();
        for (Method method : KillMessages.class.getDeclaredMethods()) {
            if (method.getReturnType() == String.class) {
                Object[] values = Arrays.stream(sample(method.getName())).toArray();
                String text = (String) method.invoke(Messages.LOG, values);
                samples.put(text, method.getName());
            }
        }
        samples.keySet().stream().sorted(Comparator.naturalOrder()).forEach(lines::add);
    }

    private Object[] sample(String message) {
        Object session = Samples.ID;
        long lease = 267655002;
        String fenced = words.slot(SlotState.FENCED);
        String denial =
                "checking session " + session + " through java:jboss/datasources/PoolwardenDS failed: ORA-20901:"
                        + " CHECK of session 104,17,@1 refused: it belongs to protected user OPSDBA (audit 12)";
        return switch (message) {
            case "denied" -> new Object[] {denial};
            case "notAsked" -> new Object[] {WHY};
            case "instanceSilent" ->
                new Object[] {2, "FREE/FREEPDB1 2,104,17", "ORA-20905: its instance does not answer", Samples.POOL};
            case "returned", "closedAtReturn", "inDoubt", "notDoomable" -> new Object[] {lease};
            case "notFenced" -> new Object[] {lease, "a pool with interleaving is not supported"};
            case "poolStayedBusy" ->
                new Object[] {Samples.POOL, "10 min", "thread \"management-handler-thread - 3\" holds it"};
            case "nextMode" -> new Object[] {"CANCEL", WHY, "IMMEDIATE"};
            case "changed" -> new Object[] {session, lease};
            case "notEnded", "notTaken", "cancelRefused" -> new Object[] {session, WHY};
            case "notVerified" -> new Object[] {session, WHY, fenced};
            case "slotNotBack" -> new Object[] {session, Samples.POOL};
            case "stoppedBefore", "doomedByUs" -> new Object[0];
            case "notFollowed" -> new Object[] {session, SessionState.MARKED, SlotState.FENCED};
            case "brokeOff" -> new Object[] {"java.lang.NoSuchFieldError: pool", "being ended", SlotState.FENCED};
            case "stuck" ->
                new Object[] {
                    session, SessionState.MARKED, "1 h", fenced, words.transaction(KillMode.IMMEDIATE, STILL, false)
                };
            case "locksNotFree" -> new Object[] {session, words.slot(SlotState.FREED), IN_RECOVERY};
            case "goneMeanwhile", "nothingToCancel", "stoppedMidway" -> new Object[] {session};
            case "notCancelled", "transactionNotOver", "notLoggedOff" -> new Object[] {session, "1 h"};
            case "withdrawn" -> new Object[] {Samples.OPS};
            case "noLongerLeaked" -> new Object[] {lease, "BUSY", "its session worked 2 s ago"};
            case "sessionMayChange" -> new Object[] {lease, session, "SHARED"};
            case "goneUnasked" -> new Object[] {session, lease};
            case "notCheckedAgain" -> new Object[] {lease, WHY};
            case "sessionChanged" -> new Object[] {session};
            case "sessionNotChecked" -> new Object[] {session, WHY};
            case "sessionRefused" ->
                new Object[] {
                    session, Messages.LOG.sessionInPool(session, "it is an idle connection of " + Samples.POOL)
                };
            default -> throw new AssertionError("no sample for " + message);
        };
    }

    private void farewells() {
        lines.add("");
        lines.add("== GONE/FREED");
        lines.add(words.wasGone());
        for (KillMode mode : List.of(KillMode.POST_TRANSACTION, KillMode.IMMEDIATE)) {
            lines.add(words.farewell(mode, true, null));
            lines.add(words.farewell(mode, false, null));
        }
        lines.add(words.farewell(KillMode.IMMEDIATE, true, WHY));
        lines.add(words.finishedFirst(false, false, null));
        lines.add(words.finishedFirst(true, false, null));
        lines.add(words.finishedFirst(false, true, null));
        lines.add(words.finishedFirst(false, true, SILENCE));
        lines.add(words.goneWithBranch());
        lines.add(words.goneWithSessionless(null));
        lines.add(words.goneWithSessionless(SILENCE));
    }

    private void watched() {
        lines.add("");
        lines.add("== While it is followed");
        lines.add(words.now(moment(SessionState.KILLING, KillMode.IMMEDIATE, null, null)));
        lines.add(words.now(moment(SessionState.MARKED, KillMode.IMMEDIATE, null, null)));
        lines.add(words.now(moment(SessionState.MARKED, KillMode.POST_TRANSACTION, FALLING, KillMode.IMMEDIATE)));
        lines.add(words.now(moment(SessionState.MARKED, KillMode.POST_TRANSACTION, null, null))
                + KillProgressText.IN_DOUBT);
        lines.add(words.transaction(KillMode.POST_TRANSACTION, null, true));
        lines.add(words.now(moment(SessionState.ROLLING_BACK, KillMode.KILL, FALLING, null)));
        for (boolean recovering : new boolean[] {true, false}) {
            lines.add(words.now(new KillProgressText.Moment(
                    SessionState.ROLLING_BACK,
                    KillMode.IMMEDIATE,
                    SlotState.FREED,
                    true,
                    recovering,
                    IN_RECOVERY,
                    null,
                    Duration.ofSeconds(75),
                    Duration.ofMinutes(2),
                    recovering,
                    null,
                    Duration.ZERO)));
        }
        lines.add(words.now(new KillProgressText.Moment(
                SessionState.MARKED,
                KillMode.IMMEDIATE,
                SlotState.FENCED,
                false,
                false,
                null,
                SILENCE,
                Duration.ofSeconds(75),
                Duration.ofSeconds(75),
                false,
                null,
                Duration.ZERO)));
        lines.add(words.stuck(
                Duration.ofMinutes(2), words.now(moment(SessionState.MARKED, KillMode.IMMEDIATE, null, null))));
    }

    private static KillProgressText.Moment moment(SessionState state, KillMode mode, Progress progress, KillMode next) {
        return new KillProgressText.Moment(
                state,
                mode,
                SlotState.FENCED,
                false,
                false,
                progress,
                null,
                Duration.ofSeconds(75),
                Duration.ofSeconds(75),
                false,
                next,
                Duration.ofSeconds(45));
    }

    private void advice() {
        advice("marked, idle", KillMode.IMMEDIATE, "4711", IDLE, null, false, false);
        advice("rolls back, works", KillMode.KILL, "4711", BUSY, FALLING, false, true);
        advice("shares its server process", KillMode.IMMEDIATE, "4711", SHARED, null, false, false);
        advice("killed, its process was a dedicated one", KillMode.KILL, "4711", "DEDICATED", KILLED);
        advice("killed, its process was a shared one", KillMode.FORCE, "4711", "SHARED", UNTRIED);
        advice("killed, nobody knows what its process was", KillMode.FORCE, "4711", null, KILLED);
        advice("waits for its transaction", KillMode.POST_TRANSACTION, "4711", IDLE, FALLING, false, false);
        advice("its SPID was not noted", KillMode.IMMEDIATE, null, null, null, false, false);
        advice("statement that does not end", KillMode.CANCEL, "4711", BUSY, null, false, false);
        advice("gone, recovery goes on", KillMode.IMMEDIATE, "4711", null, IN_RECOVERY, true, true);
        advice("gone, slot not back", KillMode.IMMEDIATE, "4711", null, null, true, false);
    }

    private void advice(
            String when,
            KillMode mode,
            String spid,
            SessionDetail detail,
            Progress progress,
            boolean gone,
            boolean freed) {
        lines.add("");
        lines.add("== What a DBA does next: " + when);
        String server = detail == null ? null : detail.server();
        lines.addAll(new NextSteps(Samples.ID, mode, spid, server, detail, progress, gone, freed).lines());
    }

    private void advice(String when, KillMode mode, String spid, String before, SessionDetail now) {
        lines.add("");
        lines.add("== What a DBA does next: " + when);
        lines.addAll(new NextSteps(Samples.ID, mode, spid, before, now, null, false, false).lines());
    }

    private static String read() throws IOException {
        try (InputStream in = KillProgressTextTest.class.getResourceAsStream(FILE)) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
