package org.poolwarden.console.view;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.poolwarden.leak.Judgement.Proof;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.evidence.Borrower;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.leak.evidence.TraceContext;
import org.poolwarden.leak.waits.Waits;
import org.poolwarden.text.Durations;

/**
 * One lease as the pages show it. Texts are raw, and a page escapes them. Null means unknown and is shown as unknown.
 */
public record LeaseView(Row row) {

    /** The lease. */
    public Lease lease() {
        return row.lease();
    }

    /** Who borrowed. Never null; its parts may be unknown. */
    public Borrower borrower() {
        return row.lease().borrower();
    }

    /** The session. Null if the guard does not list it. */
    public Session session() {
        return row.session();
    }

    /** Whom it waits for and what goes on when it is ended. */
    public Waits waits() {
        return row.waits();
    }

    /** The name of the verdict. */
    public String verdict() {
        return row.judgement().verdict().name();
    }

    /** The verdict as a class of the style sheet. */
    public String style() {
        return verdict().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The name of the proof: STRONG, WEAK or NONE. */
    public String proof() {
        return row.judgement().proof().name();
    }

    /** Whether a proof is shown with the verdict. A suspicion has none. */
    public boolean proven() {
        return row.judgement().proof() != Proof.NONE
                && row.judgement().verdict().isProven();
    }

    /** The reasons for the verdict, the weightiest first. */
    public List<String> reasons() {
        return row.judgement().reasons();
    }

    /** The age in words. */
    public String age() {
        return Durations.of(lease().age());
    }

    /** When it was checked out, in the server's zone. */
    public String since() {
        return Times.day(lease().since(), ZoneId.systemDefault());
    }

    /** The call site without its package, such as {@code OrderDao.list(OrderDao.java:88)}. Null if it is unknown. */
    public String frame() {
        return frame(borrower().callSite());
    }

    /** A call site without its package. Null if it is null. */
    public static String frame(String site) {
        return site == null ? null : site.substring(packageEnd(site));
    }

    /** The package of the call site. Null if it is unknown. */
    public String framePackage() {
        String site = borrower().callSite();
        int end = site == null ? 0 : packageEnd(site);
        return end == 0 ? null : site.substring(0, end - 1);
    }

    /** The session that a kill would end, from whichever side knows it. Null if neither does. */
    public SessionId target() {
        if (session() != null) {
            return session().id();
        }
        ClientSession client = lease().client();
        return client == null ? null : client.session();
    }

    /** The database user. Null if neither side knows it. */
    public String username() {
        if (session() != null) {
            return session().username();
        }
        ClientSession client = lease().client();
        return client == null ? null : client.username();
    }

    /** Whether the guard shows the whole session. If not, everything but identity and user is unknown. */
    public boolean open() {
        return row.shownSession() != null;
    }

    /**
     * What the guard allows: {@code ALLOWED}, {@code PROTECTED} or {@code OUT_OF_SCOPE}; {@code UNLISTED} if it does
     * not list the session.
     */
    public String access() {
        return session() == null ? "UNLISTED" : session().access().name();
    }

    /**
     * Whether a list offers to end it. Not if it is known that the guard would deny that, because its user is protected
     * or out of scope.
     */
    public boolean offered() {
        return session() == null || session().access() == Session.Access.ALLOWED;
    }

    /** How long the session has been running or idle. */
    public String lastCall() {
        return Durations.ofSeconds(session().lastCallSeconds());
    }

    /** When the session logged on. Null if it is unknown. */
    public String logon() {
        return session().logonTime() == null ? null : Times.day(session().logonTime(), ZoneId.systemDefault());
    }

    /** Whether there is undo, which means an open transaction in the database. */
    public boolean undo() {
        return open() && session().undoRecords() + session().undoBlocks() > 0;
    }

    /** The session as the pages show it. Null if the guard does not list it. */
    public SessionView database() {
        return session() == null ? null : new SessionView(session());
    }

    /** The trace that it belongs to. Null if none is known. */
    public TraceContext trace() {
        return row.trace();
    }

    /** Everything that a list shows of it, for the search; and its trace, which the page of the lease shows. */
    public String text() {
        List<Object> parts = new ArrayList<>(List.of(lease().id(), lease().pool(), verdict(), proof()));
        parts.addAll(reasons());
        parts.add(borrower().callSite());
        parts.add(borrower().deployment());
        parts.add(borrower().thread());
        parts.add(target());
        parts.add(username());
        parts.add(trace() == null ? null : trace().traceId());
        if (session() != null) {
            parts.add(database().text());
        }
        return parts.stream().filter(Objects::nonNull).map(Object::toString).collect(Collectors.joining(" "));
    }

    /** Where {@code Class.method(} begins: after the last dot but one before the bracket. */
    private static int packageEnd(String site) {
        if (site.startsWith("module ")) {
            return 0; // of the server, which is named whole
        }
        int bracket = site.indexOf('(');
        int method = site.lastIndexOf('.', bracket < 0 ? site.length() : bracket);
        return site.lastIndexOf('.', method - 1) + 1;
    }
}
