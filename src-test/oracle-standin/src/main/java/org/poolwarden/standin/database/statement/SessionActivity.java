package org.poolwarden.standin.database.statement;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.poolwarden.standin.database.catalog.WaitEvent;
import org.poolwarden.standin.database.sql.SqlId;

/** What a session does and says of itself: written by its own thread, read by all. */
public final class SessionActivity {

    private final LocalDateTime logonTime =
            LocalDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS);
    private volatile Supplier<List<String>> cursors = List::of;

    /** A moment of it. */
    public record Moment(
            boolean active,
            long seconds,
            String sqlId,
            String prevSqlId,
            String sqlText,
            WaitEvent event,
            long secondsInWait,
            String module,
            String action,
            String clientIdentifier,
            String clientInfo) {}

    private static final int SHOWN = 1000;

    private boolean active;
    private long since = System.nanoTime();
    private Text running;
    private Text previous;
    private WaitEvent event = WaitEvent.idle();
    private String module;
    private String action;
    private String clientIdentifier;
    private String clientInfo;

    public synchronized void callBegins() {
        active = true;
        since = System.nanoTime();
        event = WaitEvent.working();
    }

    public synchronized void runs(String sql) {
        running = sql == null ? null : new Text(sql);
    }

    /** When the session began. */
    public LocalDateTime logonTime() {
        return logonTime;
    }

    /** Where the statements of its open cursors are told from now on, by any thread. */
    public void cursors(Supplier<List<String>> open) {
        cursors = open;
    }

    /** The statements of its open cursors. */
    public List<String> cursors() {
        return cursors.get();
    }

    /** The same event again goes on from when it began. */
    synchronized void event(WaitEvent newEvent) {
        if (!newEvent.name().equals(event.name())) {
            event = newEvent;
        }
    }

    public synchronized void callEnds() {
        active = false;
        since = System.nanoTime();
        event = WaitEvent.idle();
        if (running != null) {
            previous = running;
            running = null;
        }
    }

    public synchronized void endToEnd(
            String newModule, String newAction, String newClientIdentifier, String newClientInfo) {
        module = changed(module, newModule);
        action = changed(action, newAction);
        clientIdentifier = changed(clientIdentifier, newClientIdentifier);
        clientInfo = changed(clientInfo, newClientInfo);
    }

    public synchronized String runningSqlId() {
        return running == null ? null : running.id();
    }

    public synchronized Moment now() {
        Text text = running == null ? previous : running;
        return new Moment(
                active,
                secondsSince(since),
                runningSqlId(),
                previous == null ? null : previous.id(),
                text == null ? null : text.shown(),
                event,
                secondsSince(event.since()),
                module,
                action,
                clientIdentifier,
                clientInfo);
    }

    /** A statement whose SQL_ID is made once, when somebody looks first. Guarded by the session's lock. */
    private static final class Text {

        private final String sql;
        private String id;

        Text(String sql) {
            this.sql = sql;
        }

        String id() {
            if (id == null) {
                id = SqlId.of(sql);
            }
            return id;
        }

        String shown() {
            return sql.substring(0, Math.min(sql.length(), SHOWN));
        }
    }

    private static String changed(String old, String given) {
        if (given == null) {
            return old;
        }
        return given.isEmpty() ? null : given;
    }

    private static long secondsSince(long nanos) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - nanos);
    }
}
