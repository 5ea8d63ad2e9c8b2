package org.poolwarden.console.view;

import java.time.ZoneId;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.text.Durations;

/** One database session as the pages show it. What the guard hides is null or 0 and shown as unknown. */
public record SessionView(Session session) {

    /** Whether the guard shows the whole session. */
    public boolean open() {
        return session.isShown();
    }

    /** What the guard allows: ALLOWED, PROTECTED or OUT_OF_SCOPE. */
    public String access() {
        return session.access().name();
    }

    /** How long it has been running or idle. */
    public String lastCall() {
        return Durations.ofSeconds(session.lastCallSeconds());
    }

    /** When it logged on. Null if it is unknown. */
    public String logon() {
        return session.logonTime() == null ? null : Times.day(session.logonTime(), ZoneId.systemDefault());
    }

    /** Whether there is undo, which means an open transaction. */
    public boolean undo() {
        return open() && session.undoRecords() + session.undoBlocks() > 0;
    }

    String text() {
        return Stream.of(
                        session.id(),
                        session.username(),
                        session.status(),
                        session.osuser(),
                        session.machine(),
                        session.program(),
                        session.module(),
                        session.action(),
                        session.clientIdentifier(),
                        session.sqlId(),
                        session.event(),
                        session.spid())
                .filter(Objects::nonNull)
                .map(Object::toString)
                .collect(Collectors.joining(" "));
    }
}
