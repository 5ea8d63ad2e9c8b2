package org.poolwarden.console.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.poolwarden.logging.Messages;
import org.poolwarden.text.Clean;

/**
 * Logs the sign-ins that fail, with user and address. In each minute a few are listed one by one; how many more there
 * were is logged with the first of a later minute, so that nobody can fill the log. Safe for use by several threads.
 */
public final class FailedSignIns {

    /** The log of this server. */
    public static final FailedSignIns LOG =
            new FailedSignIns(Messages.LOG::signInFailed, Messages.LOG::signInsNotListed, System::nanoTime);

    /** How many are listed in a minute. */
    static final int LISTED = 10;

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    private static final String BASIC = "Basic ";

    private final BiConsumer<String, String> one;
    private final LongConsumer more;
    private final LongSupplier nanoTime;
    private long since;
    private long count;

    FailedSignIns(BiConsumer<String, String> one, LongConsumer more, LongSupplier nanoTime) {
        this.one = one;
        this.more = more;
        this.nanoTime = nanoTime;
        this.since = nanoTime.getAsLong();
    }

    /**
     * A sign-in failed.
     *
     * @param user as it was typed; null if none was
     */
    public void failed(String user, String address) {
        long unlisted = 0;
        boolean listed;
        synchronized (this) {
            long now = nanoTime.getAsLong();
            if (now - since > MINUTE) {
                unlisted = Math.max(0, count - LISTED);
                count = 0;
                since = now;
            }
            listed = ++count <= LISTED;
        }
        if (unlisted > 0) {
            more.accept(unlisted);
        }
        if (listed) {
            one.accept(Clean.line(user == null ? "" : user, 100), address);
        }
    }

    /**
     * A request was refused for want of a user. It was a sign-in if it had a password.
     *
     * @param authorization the header; null if there was none
     */
    public void basic(String authorization, String address) {
        if (authorization != null && authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            failed(user(authorization.substring(BASIC.length()).strip()), address);
        }
    }

    private static String user(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? pair : pair.substring(0, colon);
        } catch (IllegalArgumentException noBase64) {
            return null;
        }
    }
}
