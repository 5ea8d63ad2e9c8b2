package org.poolwarden.console.web;

/**
 * The console's own refusals, PWARDEN0500 to PWARDEN0599 without 0530 and 0540 to 0559. Refusals of the core are shown
 * with the text of the core.
 */
public final class ConsoleMessages {

    public static final String NO_LEASE =
            "PWARDEN0501: The address does not name a lease. Add lease=NUMBER, or choose a lease in the list.";
    public static final String UNKNOWN_FILTER =
            "PWARDEN0502: There is no such filter or sort order. Go back to the list and choose one there.";
    public static final String NO_KILL =
            "PWARDEN0503: The address does not name a kill. Add id=KILL, or choose a kill in the list.";
    public static final String FORGED =
            "PWARDEN0504: This form is out of date or was not sent from this console. Nothing was done. Open the"
                    + " preview of the lease again and repeat the request.";
    public static final String UNAUTHENTICATED =
            "PWARDEN0505: Sign in as a user of this server who has a role for Poolwarden. Reload the page to be"
                    + " asked again.";
    public static final String FORBIDDEN =
            "PWARDEN0506: Your user lacks the role for this: poolwarden-viewer to read, poolwarden-operator to"
                    + " end sessions. Nothing was done. Ask the server's administrator for the role.";
    public static final String NO_PAGE = "PWARDEN0507: There is no such page. Go back to the overview.";
    public static final String WRONG_METHOD =
            "PWARDEN0508: This address does not accept this kind of request. Nothing was done. Go back to the"
                    + " overview.";
    public static final String MALFORMED =
            "PWARDEN0509: The request could not be read. Nothing was done. Go back to the overview.";
    public static final String BROKEN =
            "PWARDEN0510: The console failed unexpectedly. Find the cause in the server log at the time of this"
                    + " request. If the request was a kill, the list of kills shows whether it began.";

    public static final String NO_MODE =
            "PWARDEN0511: There is no such mode. Use CANCEL, POST_TRANSACTION, IMMEDIATE or KILL. Nothing was"
                    + " done.";
    public static final String NO_NUMBER = "PWARDEN0512: Use a whole number of at most six digits. Nothing was done.";
    public static final String NO_SESSION =
            "PWARDEN0513: This is not a session. Use inst,sid,serial#, such as 1,46,99. A DBA finds all three in"
                    + " gv$session.";
    // PWARDEN0514: too many questions; now PWARDEN0451
    public static final String NO_BATCH =
            "PWARDEN0515: The address does not name a batch. Add id=BATCH, or choose a batch in the list of kills.";
    public static final String NOT_YET =
            "PWARDEN0517: The database has not answered yet, and Poolwarden is still waiting for it. Try again in"
                    + " a few seconds.";
    public static final String UNAUTHENTICATED_PROGRAM =
            "PWARDEN0518: Send the name and password of a user of this server with each request, by HTTP BASIC,"
                    + " such as curl --user NAME. The user needs the role poolwarden-viewer.";
    public static final String SESSION_GONE =
            "PWARDEN0519: The last scan did not find this session: it has ended, or its database did not answer."
                    + " The history shows whether somebody ended it.";
    public static final String WHICH_DATABASE =
            "PWARDEN0520: Several databases have a session with these numbers. Add database=NAME to the address,"
                    + " or choose the session in the list.";
    // 0521: there has been no scan yet; now PWARDEN0119

    public static final String FOREIGN =
            "PWARDEN0523: This request was sent by a page of another site. Nothing was done. Open the console and"
                    + " repeat it there. Behind a proxy, let it pass the header Host on, or set X-Forwarded-Host.";
    public static final String INCOMPLETE_FILE =
            "PWARDEN0522: The file would be incomplete. Solve the problems above and try again, or add"
                    + " allowIncomplete=true to the address to get what could be read.";

    public static final String NO_TIME =
            "PWARDEN0525: This is not a time. Use a date and a time in UTC, such as 2026-11-29T23:00.";

    /** The refusal of a lease that is no longer there. */
    public static String gone(long lease, String at) {
        return "PWARDEN0516: Lease " + lease + " was not checked out any more at " + at
                + ": its application returned it, or its session was ended. Go back to the list.";
    }

    /** The refusal of a lease that never was one here. */
    public static String never(long lease) {
        return "PWARDEN0524: There is no lease " + lease + " and there has been none since Poolwarden started on this"
                + " server. It may be of another server, or of before the last start. Choose a lease in the list.";
    }

    private ConsoleMessages() {}

    /** The text for an HTTP status with which the container has responded. */
    public static String of(int status) {
        return switch (status) {
            case 401 -> UNAUTHENTICATED;
            case 403 -> FORBIDDEN;
            case 404 -> NO_PAGE;
            case 405 -> WRONG_METHOD;
            default -> status < 500 ? MALFORMED : BROKEN;
        };
    }
}
