package org.poolwarden.standin.guard;

import java.math.BigDecimal;
import java.util.Optional;
import org.poolwarden.standin.database.catalog.SessionRow;

/**
 * What a caller asks for, as it gave it.
 *
 * @param requester what the caller says of itself, or null
 */
record Request(
        SessionRow caller,
        Action action,
        BigDecimal sid,
        BigDecimal serial,
        BigDecimal instance,
        String requester,
        String reason) {

    private static final BigDecimal LARGEST = BigDecimal.valueOf(4_294_967_295L);

    boolean identifiesSession() {
        return isIdentifier(sid) && isIdentifier(serial) && isIdentifier(instance);
    }

    boolean hasReason() {
        return reason != null && !reason.isBlank();
    }

    /** Whether this is the session it names. */
    boolean names(SessionRow session) {
        return is(sid, session.sid()) && is(serial, session.serial()) && is(instance, session.instance());
    }

    /** {@code 12,345,@1}, with a question mark for what is missing. */
    String target() {
        return text(sid) + "," + text(serial) + ",@" + text(instance);
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
