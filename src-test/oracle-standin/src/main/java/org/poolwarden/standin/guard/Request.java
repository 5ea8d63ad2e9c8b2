package org.poolwarden.standin.guard;

import java.math.BigDecimal;
import java.util.Optional;
import org.poolwarden.standin.database.catalog.SessionId;
import org.poolwarden.standin.database.catalog.SessionRow;

/**
 * What a caller asks for, as it gave it.
 *
 * @param requester what the caller says of itself, or null
 * @param killId the caller's own name for the kill that this is part of, or null
 */
record Request(
        SessionRow caller,
        Action action,
        BigDecimal sid,
        BigDecimal serial,
        BigDecimal instance,
        String requester,
        String reason,
        String killId) {

    private static final int LONGEST_KILL_ID = 64;

    private static final BigDecimal LARGEST = BigDecimal.valueOf(4_294_967_295L);

    boolean identifiesSession() {
        return isIdentifier(sid) && isIdentifier(serial) && isIdentifier(instance);
    }

    boolean hasReason() {
        return reason != null && says(reason);
    }

    /** Whether a text has more than signs and control characters. */
    static boolean says(String text) {
        return text.codePoints().anyMatch(point -> point > 127 || Character.isLetterOrDigit(point));
    }

    boolean hasTooLongKillId() {
        return killId != null && killId.length() > LONGEST_KILL_ID;
    }

    /** Whether this is the session it names. */
    boolean names(SessionRow session) {
        return names(session.key());
    }

    boolean names(SessionId session) {
        return is(sid, session.sid()) && is(serial, session.serial()) && is(instance, session.instance());
    }

    /** Whether both are of one caller about one session and carry the same kill id; without one they are not. */
    boolean isOfSameKillAs(Request other) {
        return killId != null && killId.equals(other.killId) && asksTheSameAs(other);
    }

    /** Whether the same user asks about the same session. */
    boolean asksTheSameAs(Request other) {
        return caller.username().equals(other.caller.username())
                && isSame(sid, other.sid)
                && isSame(serial, other.serial)
                && isSame(instance, other.instance);
    }

    /** {@code 12,345,@1}, with a question mark for what is missing. */
    String target() {
        return text(sid) + "," + text(serial) + ",@" + text(instance);
    }

    private static boolean isSame(BigDecimal one, BigDecimal other) {
        return one != null && other != null && one.compareTo(other) == 0;
    }

    private static boolean is(BigDecimal given, long number) {
        return given.compareTo(BigDecimal.valueOf(number)) == 0;
    }

    private static boolean isIdentifier(BigDecimal number) {
        return number != null
                && number.signum() > 0
                && number.compareTo(LARGEST) <= 0
                && number.stripTrailingZeros().scale() <= 0;
    }

    private static String text(BigDecimal number) {
        return Optional.ofNullable(number).map(BigDecimal::toPlainString).orElse("?");
    }
}
