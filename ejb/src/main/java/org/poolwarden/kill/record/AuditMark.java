package org.poolwarden.kill.record;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.request.Requester;

/**
 * What a kill leaves in the guard's audit, in the two texts that the client may say: who asked with the kill's id, and
 * why with the essence of the evidence. The audit cuts them; so the id is never at the end of a long name, and the
 * reason comes before the evidence.
 */
public final class AuditMark {

    private static final int REQUESTER_LENGTH = 256;
    private static final int REASON_LENGTH = 400;
    private static final Pattern KILL = Pattern.compile(", kill (\\d{8}T\\d{6}-\\d+)$");

    private AuditMark() {}

    /** {@code ops via JMX from 10.1.2.3, kill 20261121T100000-3}. */
    public static String requester(Requester requester, String killId) {
        String kill = ", kill " + killId;
        return cut(requester.toString(), REQUESTER_LENGTH - kill.length()) + kill;
    }

    /** The id that {@link #requester} wrote; empty for a row of somebody else. */
    public static Optional<String> killId(String requester) {
        Matcher found = KILL.matcher(requester == null ? "" : requester);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /** {@code ticket 4711 [LEAKED/WEAK lease 7 of java:/ShopDS by shop.ear at OrderDao.list(OrderDao.java:88) ...]}. */
    public static String reason(String reason, Row row) {
        Lease lease = row.lease();
        Session session = row.session();
        String essence =
                " [" + row.judgement().verdict() + "/" + row.judgement().proof() + " lease " + lease.id()
                        + " of " + lease.pool() + ", " + lease.age().toSeconds() + " s, by "
                        + known(lease.borrower().deployment(), "unknown") + " at "
                        + known(lease.borrower().callSite(), "unknown") + ", JTA "
                        + lease.transaction()
                        + (session == null
                                ? ""
                                : ", " + session.status() + " " + session.lastCallSeconds() + " s, undo "
                                        + session.undoRecords() + ", blocks " + session.blocks() + ", SQL "
                                        + known(session.sqlId(), "none"))
                        + "]";
        return cut(reason + essence, REASON_LENGTH);
    }

    private static String known(String text, String otherwise) {
        return text == null ? otherwise : text;
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
