package org.poolwarden.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.poolwarden.admin.record.Explanation;
import org.poolwarden.admin.record.SessionOwner;
import org.poolwarden.guard.Attempt;
import org.poolwarden.guard.GuardException;
import org.poolwarden.guard.SessionDetail;
import org.poolwarden.kill.Kills;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.HoldingsTrend;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.Blank;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.scan.GuardEntry;
import org.poolwarden.scan.GuardEntry.Lane;
import org.poolwarden.scan.Guards;
import org.poolwarden.scan.Scan;
import org.poolwarden.scan.Scanner;
import org.poolwarden.scan.Scans;
import org.poolwarden.scan.Ticker;
import org.poolwarden.scan.holdings.HoldingsReader;
import org.poolwarden.settings.TraceUrl;

/** Answers questions about one lease or one session, each from a new scan. */
final class Explainer {

    private final Scanner scanner;
    private final Scans scans;
    private final Guards guards;
    private final Kills kills;
    private final HoldingsReader holdings;
    private final TraceUrl traceUrl;
    private final Ticker ticker;

    /** @param traceUrl null if traces are not linked */
    Explainer(
            Scanner scanner,
            Scans scans,
            Guards guards,
            Kills kills,
            HoldingsReader holdings,
            TraceUrl traceUrl,
            Ticker ticker) {
        this.scanner = scanner;
        this.scans = scans;
        this.guards = guards;
        this.kills = kills;
        this.holdings = holdings;
        this.traceUrl = traceUrl;
        this.ticker = ticker;
    }

    Explanation explain(long leaseId) throws WardenException {
        List<Problem> problems = new ArrayList<>();
        Row row = scanner.scan(leaseId, Lane.QUESTIONS, problems);
        SessionDetail detail = null;
        HoldingsTrend held = null;
        String sqlText = null;
        Session session = row.session();
        if (session != null && session.isShown()) {
            Optional<GuardEntry> entry = guards.entry(session.id().database());
            if (entry.isPresent()) {
                detail = ask(guard -> guard.detail(session.id()), entry.get(), problems);
                Attempt<HoldingsTrend> answer = holdings.read(entry.get(), Lane.QUESTIONS, session.id(), row.lease());
                held = answer.value();
                if (answer.isSilent()) {
                    problems.add(entry.get().problem(answer.silence()));
                }
                sqlText = session.sqlId() == null
                        ? null
                        : ask(guard -> guard.sqlText(session.id(), session.sqlId()), entry.get(), problems);
            }
        }
        return new Explanation(
                ticker.now(),
                row,
                detail,
                held,
                sqlText,
                traceUrl == null ? null : traceUrl.of(row.trace()),
                kills.running(leaseId).orElse(null),
                problems);
    }

    SessionOwner findOwner(String database, int instance, int sid, int serial) throws WardenException {
        Scan scan = scans.scan();
        GuardEntry entry = guards.named(database);
        GuardEntry.Known known = entry.known().orElseThrow(() -> Guards.unknown(database));
        SessionId session = new SessionId(known.database(), instance, sid, serial);
        ClassifiedSession classified = scan.sessions().stream()
                .filter(candidate -> candidate.session().id().equals(session))
                .findFirst()
                .orElse(null);
        Row row = scan.rows().stream()
                .filter(candidate -> isOf(candidate, session))
                .findFirst()
                .orElse(null);
        if (classified == null && row == null) {
            // It may be in the database that was not read, or in another one than the only one that is known.
            boolean unread = !isRead(known.database(), scan) || Blank.toNull(database) == null;
            if (unread && !scan.isComplete()) {
                throw new WardenException(Fault.UNAVAILABLE, scan.problems(), null);
            }
            throw new WardenException(
                    Fault.NOT_FOUND, Messages.LOG.noSuchSession(known.database(), session.key()), null);
        }
        return new SessionOwner(scan.at(), session, classified, row, scan.problems());
    }

    /** Whether the scan read that database: a database lists at least the session that asks. */
    private static boolean isRead(DatabaseId database, Scan scan) {
        return scan.sessions().stream()
                .anyMatch(one -> one.session().id().database().equals(database));
    }

    private static boolean isOf(Row row, SessionId session) {
        return row.lease().client() != null && row.lease().client().session().equals(session);
    }

    /** What is not to be had is a problem, and the rest is told all the same. */
    private static <T> T ask(GuardEntry.Question<Optional<T>> question, GuardEntry entry, List<Problem> problems) {
        try {
            return entry.ask(Lane.QUESTIONS, question).orElse(null);
        } catch (GuardException e) {
            Messages.LOG.debug("More of a session, for an explanation", e);
            problems.add(entry.problem(e));
            return null;
        }
    }
}
