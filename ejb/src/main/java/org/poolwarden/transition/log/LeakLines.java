package org.poolwarden.transition.log;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.poolwarden.kill.record.KillLog;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.Borrower;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.TraceContext;
import org.poolwarden.logging.Categories;
import org.poolwarden.logging.LogFields;
import org.poolwarden.logging.OneLine;
import org.poolwarden.scan.Ticker;
import org.poolwarden.text.Counts;
import org.poolwarden.text.Durations;
import org.poolwarden.transition.LeaseTransition;
import org.poolwarden.transition.LeaseTransition.Kind;
import org.poolwarden.transition.log.Repeats.Due;

/** The lines about leases: the first of a place with the whole chain of its callers, and how many more there were. */
final class LeakLines {

    private static final Duration COUNTED = Duration.ofMinutes(10);
    private static final int MAX_FRAMES = 100;
    private static final String OTHERS = "several call sites";

    private final Repeats<Place> accused;
    private final Repeats<Place> ended;

    /**
     * Where leases become the same.
     *
     * @param verdict null for those that are no leaks any more
     * @param callSite null if it is unknown
     */
    private record Place(String pool, String callSite, String deployment, Verdict verdict) {

        static Place of(Row row, Verdict verdict) {
            Borrower borrower = row.lease().borrower();
            return new Place(row.lease().pool(), borrower.callSite(), borrower.deployment(), verdict);
        }
    }

    LeakLines(Ticker ticker) {
        Place others = new Place("several pools", OTHERS, null, Verdict.LEAKED);
        accused = new Repeats<>(ticker, COUNTED, others);
        ended = new Repeats<>(ticker, COUNTED, others);
    }

    void write(LeaseTransition transition) {
        Row row = transition.row();
        if (transition.kind() == Kind.ACCUSED) {
            if (accused.isFirst(Place.of(row, row.judgement().verdict()))) {
                try (LogFields fields = fields(row, event(row.judgement().verdict()))) {
                    accuse(row);
                }
            }
        } else if (ended.isFirst(Place.of(row, null))) {
            end(transition);
        }
    }

    private static void accuse(Row row) {
        Lease lease = row.lease();
        Verdict verdict = row.judgement().verdict();
        ClientSession client = lease.client();
        Object session = client == null ? null : client.session();
        String age = Durations.of(lease.age());
        String place = OneLine.of(lease.borrower().callSite());
        String deployment = OneLine.of(lease.borrower().deployment());
        String details = reasons(row) + trace(row.trace()) + chain(lease.borrower());
        if (verdict == Verdict.SUSPECT) {
            Categories.LEAK.leaseSuspected(lease.id(), lease.pool(), verdict, age, place, deployment, session, details);
        } else {
            Categories.LEAK.leaseAccused(
                    lease.id(),
                    lease.pool(),
                    verdict,
                    row.judgement().proof(),
                    age,
                    place,
                    deployment,
                    session,
                    details);
        }
    }

    private static void end(LeaseTransition transition) {
        Row row = transition.row();
        long id = row.lease().id();
        String pool = row.lease().pool();
        String place = OneLine.of(row.lease().borrower().callSite());
        Verdict before = transition.before().judgement().verdict();
        if (transition.kind() == Kind.CLEARED) {
            try (LogFields fields = fields(row, "lease.cleared")) {
                Categories.LEAK.leaseCleared(id, pool, before, row.judgement().verdict(), place);
            }
        } else if (transition.kind() == Kind.GONE) {
            try (LogFields fields = fields(row, "lease.gone")) {
                Categories.LEAK.leaseGone(id, pool, before, place);
            }
        } else if (transition.killId() == null) {
            try (LogFields fields = fields(row, "lease.returned")) {
                Categories.LEAK.leaseReturned(id, pool, before, place);
            }
        } else {
            try (LogFields fields = fields(row, "lease.freed").with("killId", transition.killId())) {
                Categories.LEAK.leaseFreed(id, pool, before, transition.killId(), place);
            }
        }
    }

    void writeDue() {
        accused.due().forEach(LeakLines::writeAccused);
        ended.due().forEach(LeakLines::writeEnded);
    }

    void writeRest() {
        accused.rest().forEach(LeakLines::writeAccused);
        ended.rest().forEach(LeakLines::writeEnded);
    }

    private static void writeAccused(Due<Place> due) {
        Place place = due.kind();
        String time = Durations.of(due.time());
        try (LogFields fields = fields(due, event(place.verdict())).with("verdict", place.verdict())) {
            String site = OneLine.of(place.callSite());
            if (place.verdict() == Verdict.SUSPECT) {
                Categories.LEAK.moreLeasesSuspected(more(due), place.pool(), place.verdict(), time, site);
            } else {
                Categories.LEAK.moreLeasesAccused(more(due), place.pool(), place.verdict(), time, site);
            }
        }
    }

    private static void writeEnded(Due<Place> due) {
        Place place = due.kind();
        try (LogFields fields = fields(due, "lease.ended")) {
            Categories.LEAK.moreLeasesEnded(
                    more(due), place.pool(), Durations.of(due.time()), OneLine.of(place.callSite()));
        }
    }

    private static LogFields fields(Row row, String event) {
        return KillLog.of(new LogFields(event), row)
                .with("verdict", row.judgement().verdict())
                .with("proof", row.judgement().proof())
                .with("codes", row.judgement().codes())
                .with("ageSeconds", row.lease().age().toSeconds());
    }

    private static LogFields fields(Due<Place> due, String event) {
        return new LogFields(event)
                .with("pool", due.kind().pool())
                .with("callSite", due.kind().callSite())
                .with("deployment", due.kind().deployment())
                .with("more", due.more());
    }

    private static String more(Due<Place> due) {
        return Counts.of(due.more(), "more lease");
    }

    private static String event(Verdict verdict) {
        return "lease." + verdict.name().toLowerCase(Locale.ROOT);
    }

    private static String reasons(Row row) {
        return OneLine.of(String.join("; ", row.judgement().reasons()));
    }

    /** Nothing if there is none: most servers trace nothing. */
    private static String trace(TraceContext trace) {
        return trace == null ? "" : ". Trace (" + trace.source() + "): " + trace.traceId();
    }

    /** The application's own frames, or all that are known, each in a line of its own below the text. */
    private static String chain(Borrower borrower) {
        List<String> frames = borrower.chain().isEmpty() ? borrower.stackThen() : borrower.chain();
        StringBuilder lines = new StringBuilder();
        frames.stream().limit(MAX_FRAMES).forEach(frame -> lines.append("\n\tat ")
                .append(OneLine.of(frame)));
        return lines.toString();
    }
}
