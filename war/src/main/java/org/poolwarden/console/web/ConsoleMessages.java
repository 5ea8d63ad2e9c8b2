package org.poolwarden.console.web;

/** The console's own refusals, PWARDEN0500 to PWARDEN0599. Everything else it shows as the core said it. */
public final class ConsoleMessages {

    public static final String NO_LEASE =
            "PWARDEN0501: The address names no lease: it needs lease=NUMBER. Choose one in the list.";
    public static final String UNKNOWN_FILTER =
            "PWARDEN0502: There is no such filter or order. Go back to the list and choose there.";
    public static final String NO_KILL =
            "PWARDEN0503: The address names no kill: it needs id=KILL. Choose one in the list of kills.";
    public static final String FORGED =
            "PWARDEN0504: This form is out of date or was not sent from this console. Nothing was done. Open the"
                    + " preview of the lease again and repeat.";
    public static final String UNAUTHENTICATED =
            "PWARDEN0505: Sign in with a user of this server who has a role here. Reload to be asked once more.";
    public static final String FORBIDDEN =
            "PWARDEN0506: Your user lacks the role for this: poolwarden-viewer to look, poolwarden-operator to kill."
                    + " Nothing was done. Whoever runs the server can add the role.";
    public static final String NO_PAGE = "PWARDEN0507: There is no such page. Go back to the list.";
    public static final String WRONG_METHOD =
            "PWARDEN0508: This address does not take that kind of request. Nothing was done. Go back to the list.";
    public static final String MALFORMED =
            "PWARDEN0509: The request could not be read. Nothing was done. Go back to the list.";
    public static final String BROKEN =
            "PWARDEN0510: The console failed. The server's log says why; look for the time of this request. If it was a"
                    + " kill, the list of kills says whether it was begun.";

    public static final String NO_MODE =
            "PWARDEN0511: There is no such mode: use CANCEL, POST_TRANSACTION, IMMEDIATE or KILL. Nothing was done.";
    public static final String NO_NUMBER =
            "PWARDEN0512: A whole number of at most six digits is needed. Nothing was done.";
    public static final String NO_SESSION =
            "PWARDEN0513: That is no session: it needs inst,sid,serial#, such as 1,46,99. A DBA reads all three in"
                    + " gv$session.";
    public static final String TOO_MANY =
            "PWARDEN0514: Too many questions wait for the database already. Nothing was done. Ask again in a minute.";
    public static final String NO_BATCH =
            "PWARDEN0515: The address names no batch: it needs id=BATCH. Choose one in the list of kills.";

    public static final String NOT_YET =
            "PWARDEN0517: The database has not answered yet. It is still being asked: ask again in some seconds.";

    public static final String UNAUTHENTICATED_PROGRAM =
            "PWARDEN0518: Send the name and password of a user of this server with each request, by HTTP BASIC, such as"
                    + " curl --user NAME. The user needs the role poolwarden-viewer.";

    public static final String NO_LOOK =
            "PWARDEN0521: Nothing has been seen yet: the first look is under way. Ask again in some seconds.";

    public static final String SESSION_GONE =
            "PWARDEN0519: The last look saw no such session: it has ended, or its database did not answer. The history"
                    + " says whether somebody ended it.";
    public static final String WHICH_DATABASE =
            "PWARDEN0520: Several databases have a session of these numbers: the address needs database=NAME too."
                    + " Choose one in the list.";

    /** The lease was there, and is not any more. */
    public static String gone(long lease, String at) {
        return "PWARDEN0516: Lease " + lease + " was not checked out any more at " + at
                + ": its application has returned it, or it was killed. Go back to the list.";
    }

    private ConsoleMessages() {}

    /** What to say for a status that the container answered with. */
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
