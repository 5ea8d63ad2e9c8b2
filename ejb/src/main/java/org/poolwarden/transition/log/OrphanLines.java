package org.poolwarden.transition.log;

import java.time.Duration;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.logging.Categories;
import org.poolwarden.logging.LogFields;
import org.poolwarden.logging.OneLine;
import org.poolwarden.scan.Ticker;
import org.poolwarden.text.Counts;
import org.poolwarden.text.Durations;
import org.poolwarden.transition.log.Repeats.Due;

/** The lines about sessions that are an ORPHAN: the first of a database and its user, and how many more there were. */
final class OrphanLines {

    private static final Duration COUNTED = Duration.ofMinutes(10);

    private final Repeats<String> repeats;

    OrphanLines(Ticker ticker) {
        repeats = new Repeats<>(ticker, COUNTED, "one of several");
    }

    void write(ClassifiedSession orphan) {
        Session session = orphan.session();
        if (!repeats.isFirst(session.id().database().toString())) {
            return;
        }
        try (LogFields fields = new LogFields("session.orphan")
                .with("verdict", orphan.judgement().verdict())
                .with("database", session.id().database())
                .with("session", session.id().key())
                .with("username", session.username())
                .with(
                        "ownerNode",
                        orphan.owner() == null ? null : orphan.owner().node())) {
            Categories.LEAK.sessionOrphaned(
                    session.id(),
                    OneLine.of(session.username()),
                    orphan.owner() == null
                            ? "this server"
                            : "node " + OneLine.of(orphan.owner().node()) + ", which has left the fleet",
                    OneLine.of(session.machine()),
                    OneLine.of(session.program()),
                    session.logonTime(),
                    OneLine.of(String.join("; ", orphan.judgement().reasons())));
        }
    }

    void writeDue() {
        repeats.due().forEach(OrphanLines::write);
    }

    void writeRest() {
        repeats.rest().forEach(OrphanLines::write);
    }

    private static void write(Due<String> due) {
        try (LogFields fields =
                new LogFields("session.orphan").with("database", due.kind()).with("more", due.more())) {
            Categories.LEAK.moreSessionsOrphaned(
                    Counts.of(due.more(), "more session"), due.kind(), Durations.of(due.time()));
        }
    }
}
