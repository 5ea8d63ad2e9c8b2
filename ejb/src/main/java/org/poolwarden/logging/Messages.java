package org.poolwarden.logging;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/**
 * Every numbered message. A number is never used for another text; a retired one stays as a comment. Methods that
 * return a text are refusals and outcomes: they begin with their number and say what to do next.
 *
 * <pre>
 *   1 -  99  start, stop and settings
 * 100 - 199  pools
 * 200 - 299  guard
 * 300 - 399  kill, in {@link KillMessages}
 * 400 - 499  requests
 * </pre>
 */
@MessageLogger(projectCode = "PWARDEN", length = 4)
public interface Messages extends KillMessages {

    /** The one logger, category {@code org.poolwarden}. */
    Messages LOG = Logger.getMessageLogger(MethodHandles.lookup(), Messages.class, "org.poolwarden");

    // 1 - 99: start, stop and settings

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 1, value = "Poolwarden has started: %s")
    void started(Object settings);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 2, value = "Poolwarden has stopped: its listeners, threads and MBean are gone")
    void stopped();

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 3,
            value = "The setting %s has the value '%s', which is not %s. The default %s is used instead: correct the "
                    + "value and deploy again")
    void settingIgnored(String key, String value, String wanted, String fallback);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 4,
            value = "The setting %s cannot be read. The default %s is used instead: correct its source and deploy "
                    + "again")
    void settingUnreadable(@Cause Throwable cause, String key, String fallback);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 5, value = "Registered the MBean %s")
    void registered(String name);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 6, value = "The MBean %s cannot be unregistered. Restart the server before the next deployment")
    void notUnregistered(@Cause Throwable cause, String name);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 13,
            value = "The MBean %s cannot be registered; the others are there. Undeploy what has taken its name")
    void poolNotRegistered(@Cause Throwable cause, String name);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 14,
            value = "A look for notifications broke: report it with this stack trace; the next is tried in a moment")
    void heraldBroke(@Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 15,
            value = "The server gave no thread for notifications and for the MBeans of the pools: the MBean of "
                    + "Poolwarden works without. Deploy again")
    void noHerald();

    @Message(id = 7, value = "The MBean %s cannot be registered: is another Poolwarden deployed? Undeploy it first")
    String notRegistered(String name);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 8, value = "Poolwarden's version cannot be read from %s; it is shown as unknown")
    void versionUnreadable(@Cause Throwable cause, String resource);

    // 9: tracking changed; now 12

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 12, value = "The setting %s was changed: %s became %s until the next deployment, as %s asked")
    void tuned(String key, Object before, Object now, Object requester);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 10,
            value = "The server gave no thread to look around with: the console looks when it is asked, and has no "
                    + "timeline of the time between. Deploy again")
    void noRounds();

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 11, value = "A look at the pools and databases failed; the next one is tried in time")
    void roundFailed(@Cause Throwable cause);

    // 100 - 199: pools

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 100, value = "The server's pools are as Poolwarden knows them: %s")
    void selfTestPassed(String detail);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 101,
            value = "The server's pools are not as Poolwarden knows them: %s. Only pool statistics are shown; leases "
                    + "are not, and kills are refused. Use a version of WildFly that the README names")
    void selfTestFailed(String detail);

    @Message(
            id = 102,
            value = "Leases cannot be read on this server: %s. Only pool statistics are shown. Use a version of "
                    + "WildFly that the README names")
    String leasesUnreadable(String detail);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 103,
            value = "The abort of a physical connection of %s failed; its slot is evicted all the same. If a thread "
                    + "stays blocked in it, end its server process on the database's host")
    void abortFailed(String pool, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 104,
            value = "A checkout of %s could not be recorded: its lease shows no borrower. The application is not "
                    + "affected")
    void checkoutNotRecorded(String pool, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 105,
            value = "The session behind a connection of %s could not be read from the driver: its lease is UNMATCHED "
                    + "and never acted on")
    void sessionNotIdentified(String pool, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 110,
            value = "A thread is still inside a call on a connection of %s that was cut: its slot is back, but that "
                    + "thread must end by itself. Look at its stack")
    void handlesNotTaken(String pool, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 111, value = "The pools of the subsystem datasources-agroal cannot be read; they are not listed")
    void agroalUnreadable(@Cause Throwable cause);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 112, value = "Listens to %s: its checkouts are recorded from now on")
    void listensTo(String pool);

    // 200 - 299: guard

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 200, value = "The guard behind %s answers: database %s, version %s, guard version %s")
    void guardAnswers(String datasource, Object database, String version, String guardVersion);

    @Message(
            id = 201,
            value = "The guard datasource %s does not exist. Add it as the README's chapter on installing says, or "
                    + "name another in poolwarden.guard-datasources; no redeployment is needed once it is there")
    String noDatasource(String datasource);

    @Message(
            id = 202,
            value = "Behind %s there is no guard that this user may use: %s. Run install.sql in that database and "
                    + "grant its objects to the datasource's user")
    String guardNotInstalled(String datasource, String why);

    @Message(
            id = 203,
            value = "The database behind %s does not answer: %s. Its leases cannot be judged until it does; test "
                    + "the connection of that datasource")
    String guardUnavailable(String datasource, String why);

    @Message(
            id = 204,
            value = "The guard behind %s failed: %s. Its leases cannot be judged until this is mended; look the "
                    + "error up and into the server's log")
    String guardFailed(String datasource, String why);

    @Message(
            id = 205,
            value = "%s leads to the database %s, for which %s is used already. Take one of the two out of "
                    + "poolwarden.guard-datasources")
    String secondGuard(String datasource, Object database, String first);

    @Message(
            id = 206,
            value = "The guard of the database %s does not answer any more: list the leases to see why, then ask again")
    String guardLost(Object database);

    @Message(
            id = 207,
            value = "The guard behind %s has version %s, and this Poolwarden speaks to %s.x: %s. Until then the "
                    + "leases of its database are UNMATCHED")
    String guardVersion(String datasource, String version, int wanted, String remedy);

    @Message(
            id = 208,
            value = "The database behind %s does not say what it calls this server, so none of its sessions is surely "
                    + "ours and its leases are UNMATCHED. Look why SYS_CONTEXT('USERENV','HOST') is null there")
    String noMachine(String datasource);

    // 400 - 499: requests

    @Message(id = 400, value = "A kill needs a reason: say in at most %s characters why")
    String reasonMissing(int most);

    @Message(id = 401, value = "The reason has %s characters, at most %s fit into the audit: shorten it")
    String reasonTooLong(int length, int most);

    @Message(id = 402, value = "There is no lease %s, or it was returned meanwhile: list the leases again")
    String noSuchLease(long lease);

    @Message(id = 403, value = "Lease %s is never acted on, for it has no session that is surely its own: %s")
    String unmatched(long lease, String why);

    @Message(id = 404, value = "Kills are disabled, for the server's pools are not as Poolwarden knows them: %s")
    String killsDisabled(String detail);

    @Message(id = 405, value = "There is no kill %s, or it is no longer remembered: list the kills")
    String noSuchKill(String kill);

    @Message(id = 406, value = "Poolwarden is stopping and takes no more kills: ask again when it is back")
    String stopping();

    @Message(
            id = 407,
            value = "The caller is unknown: kills and previews are for authenticated users of the management "
                    + "interface. Connect with JConsole, VisualVM or jboss-cli.sh and a management user")
    String callerUnknown();

    @Message(id = 408, value = "A kill needs a mode, a requester and a lease: name all three")
    String requestIncomplete();

    @Message(id = 409, value = "The request failed inside Poolwarden (%s): look into the server's log")
    String requestFailed(Object failure);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 410, value = "A request over JMX failed: report it with this stack trace")
    void requestBroke(@Cause Throwable cause);

    @Message(id = 412, value = "There is no tracking '%s': say OFF, STAMP or SITES")
    String noSuchTracking(String asked);

    @Message(id = 411, value = "The server gave no thread to kill lease %s with. Nothing was touched: ask again")
    String noThread(long lease);

    @Message(
            id = 426,
            value = "The modes %s are not an escalation: name each once, the mildest first (CANCEL, POST_TRANSACTION, "
                    + "IMMEDIATE, KILL)")
    String modesOutOfOrder(Object modes);

    @Message(id = 413, value = "Several modes need a wait between them, from 1 s to 1 day: say how long each is given")
    String waitMissing();

    @Message(id = 414, value = "Kill %s is %s already and cannot be withdrawn: it is followed to its end")
    String tooLate(String kill, Object state);

    @Message(
            id = 415,
            value = "A batch needs leases, a pool, a deployment or a call site: name one of them. Without any it would "
                    + "match everything")
    String batchOfNothing();

    @Message(id = 416, value = "A batch needs a maximum from 1 to %s: say how many leases it may end at most")
    String batchMaximum(int most);

    @Message(
            id = 417,
            value = "%s leases match, and at most %s were allowed. Nothing was touched: narrow the choice or raise the "
                    + "maximum")
    String batchTooLarge(int found, int most);

    @Message(id = 418, value = "No lease matches. Nothing was touched: list the leaks")
    String batchEmpty();

    @Message(id = 419, value = "There is no batch %s, or it is no longer remembered: list the batches")
    String noSuchBatch(String batch);

    @Message(id = 420, value = "No guard of a database %s is known: list the leases to see which databases there are")
    String noSuchDatabase(String database);

    @Message(id = 421, value = "The audit of %s cannot be read: %s. Mend that and ask again")
    String auditUnreadable(Object database, String why);

    @Message(
            id = 422,
            value = "There are several databases: name the one whose session is meant, as list-leases shows it. The "
                    + "same numbers occur in each")
    String whichDatabase();

    @Message(id = 423, value = "There is no mode %s: use CANCEL, POST_TRANSACTION, IMMEDIATE or KILL")
    String noSuchMode(String mode);

    @Message(id = 424, value = "%s is not a number that is expected here: use whole positive ones")
    String notANumber(String text);

    @Message(id = 425, value = "%s is not a session: use inst,sid,serial# as list-leases shows it, such as 1,46,99")
    String notASession(String text);

    @Message(
            id = 427,
            value = "Database %s lists no user session %s and no slot here holds it: it has ended, or it is one of "
                    + "Oracle's own processes. Compare all three numbers, for sid alone is used again")
    String noSuchSession(Object database, Object session);

    @Message(
            id = 428,
            value = "The setting %s cannot change while Poolwarden runs: set it as the README says and deploy again")
    String notTunable(String key);

    @Message(id = 429, value = "%s = '%s' is not taken: give a %s, such as PT5M, or a whole number of seconds")
    String outOfRange(String key, String value, String wanted);

    @Message(id = 430, value = "%s is not a time: give it as 2026-11-21T10:00:00, or nothing")
    String notATime(String text);

    @Message(id = 431, value = "%s has a wrong value for %s: %s")
    String wrongArgument(String operation, String parameter, String what);

    @Message(id = 432, value = "'%s' is what JConsole writes into an empty field, and no reason: say why")
    String placeholder(String text);
}
