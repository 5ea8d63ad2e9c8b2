package org.poolwarden.logging;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.FormatWith;
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
 * 300 - 399  kill, in {@link KillMessages}; what concerns identity is in {@link IdentityMessages}
 * 400 - 499  requests
 * </pre>
 */
@MessageLogger(projectCode = "PWARDEN", length = 4)
public interface Messages extends KillMessages, IdentityMessages {

    /** The one logger, category {@code org.poolwarden}. */
    Messages LOG = Logger.getMessageLogger(MethodHandles.lookup(), Messages.class, "org.poolwarden");

    // 1 - 99: start, stop and settings

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 1, value = "Poolwarden started with these settings: %s.")
    void started(@FormatWith(Known.class) Object settings);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 2, value = "Poolwarden stopped. Its listeners, threads and MBeans are gone.")
    void stopped();

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 3,
            value = "The setting %s is ignored because '%s' is not valid; expected: %s. The default %s is used. "
                    + "Correct the value and redeploy Poolwarden.")
    void settingIgnored(
            @FormatWith(Known.class) String key,
            @FormatWith(Known.class) String value,
            @FormatWith(Known.class) String wanted,
            @FormatWith(Known.class) String fallback);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 4,
            value = "The setting %s could not be read. The default %s is used. Correct its source and redeploy "
                    + "Poolwarden.")
    void settingUnreadable(
            @Cause Throwable cause, @FormatWith(Known.class) String key, @FormatWith(Known.class) String fallback);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 5, value = "Registered the MBean %s.")
    void registered(@FormatWith(Known.class) String name);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 6,
            value = "The MBean %s could not be unregistered. Restart the server before you deploy Poolwarden again.")
    void notUnregistered(@Cause Throwable cause, @FormatWith(Known.class) String name);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 13,
            value = "The MBean %s could not be registered; the other MBeans of Poolwarden work. Undeploy whatever "
                    + "registered that name.")
    void poolNotRegistered(@Cause Throwable cause, @FormatWith(Known.class) String name);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 14,
            value = "Preparing JMX notifications failed. Poolwarden tries again shortly. Report this error with its "
                    + "stack trace.")
    void notificationsFailed(@Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 15,
            value = "Could not start the thread for JMX notifications. Poolwarden sends none and registers no MBean "
                    + "for a pool; its own MBean works. Redeploy Poolwarden.")
    void noNotificationThread();

    @Message(
            id = 7,
            value = "The MBean %s could not be registered, perhaps because another Poolwarden is deployed. Undeploy "
                    + "that one first.")
    String notRegistered(@FormatWith(Known.class) String name);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 8, value = "Poolwarden could not read its version from %s. The version is shown as unknown.")
    void versionUnreadable(@Cause Throwable cause, @FormatWith(Known.class) String resource);

    // 9: tracking changed; now 12

    @LogMessage(level = Logger.Level.INFO)
    @Message(
            id = 12,
            value = "The setting %s changed from %s to %s, as %s requested. The change lasts until the next "
                    + "deployment.")
    void settingChanged(
            @FormatWith(Known.class) String key,
            @FormatWith(Known.class) Object before,
            @FormatWith(Known.class) Object now,
            @FormatWith(Known.class) Object requester);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 10,
            value = "Could not start the background scan thread. The console scans on demand and keeps no timeline. "
                    + "Redeploy Poolwarden.")
    void noScanThread();

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 11,
            value = "A scheduled scan failed. The next one starts on time. If this happens again, report it with "
                    + "this stack trace.")
    void scanFailed(@Cause Throwable cause);

    // 100 - 199: pools

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 100, value = "The server's pools work as Poolwarden expects: %s.")
    void selfTestPassed(@FormatWith(Known.class) String detail);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 101,
            value = "The server's pools do not work as Poolwarden expects: %s. Poolwarden shows pool statistics "
                    + "only; it lists no leases and refuses kills. Use a version of WildFly that Poolwarden supports.")
    void selfTestFailed(@FormatWith(Known.class) String detail);

    @Message(
            id = 102,
            value = "Leases cannot be read on this server: %s. Poolwarden shows pool statistics only. Use a version "
                    + "of WildFly that Poolwarden supports.")
    String leasesUnreadable(@FormatWith(Known.class) String detail);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 103,
            value = "A physical connection of %s could not be aborted. Its slot is evicted nevertheless. If a thread "
                    + "stays blocked in that connection, end the server process on the database host.")
    void abortFailed(@FormatWith(Known.class) String pool, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 104,
            value = "A checkout from %s could not be recorded. Its lease shows no borrower; the application is not "
                    + "affected.")
    void checkoutNotRecorded(@FormatWith(Known.class) String pool, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 105,
            value = "The driver did not reveal the session of a connection of %s. The connection's lease is "
                    + "UNMATCHED, and Poolwarden never acts on it.")
    void sessionNotIdentified(@FormatWith(Known.class) String pool, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 110,
            value = "A thread is still inside a call on a terminated connection of %s. The slot is back in the pool, "
                    + "but the thread must end by itself. Inspect its stack.")
    void handlesNotTaken(@FormatWith(Known.class) String pool, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 111, value = "The pools of the subsystem datasources-agroal could not be read. They are not listed.")
    void agroalUnreadable(@Cause Throwable cause);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 112, value = "Listening to %s. Its checkouts are recorded from now on.")
    void listensTo(@FormatWith(Known.class) String pool);

    // 200 - 299: guard

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 200, value = "Connected to the guard behind %s: database %s, version %s, guard version %s.")
    void guardAnswers(
            @FormatWith(Known.class) String datasource,
            @FormatWith(Known.class) Object database,
            @FormatWith(Known.class) String version,
            @FormatWith(Known.class) String guardVersion);

    @Message(
            id = 201,
            value = "The guard datasource %s does not exist. Create it as the manual's chapter on installing "
                    + "describes, or set poolwarden.guard-datasources to another one. Creating it needs no "
                    + "redeployment.")
    String noDatasource(@FormatWith(Known.class) String datasource);

    @Message(
            id = 202,
            value = "No guard that this user may use was found behind %s: %s. Run install.sql in that database and "
                    + "grant the guard's objects to the datasource's user.")
    String guardNotInstalled(@FormatWith(Known.class) String datasource, @FormatWith(Known.class) String why);

    @Message(
            id = 203,
            value = "The database behind %s does not answer: %s. Its leases cannot be judged until it does. Test the "
                    + "connection of that datasource.")
    String guardUnavailable(@FormatWith(Known.class) String datasource, @FormatWith(Known.class) String why);

    @Message(
            id = 204,
            value = "The guard behind %s failed: %s. Its leases cannot be judged until that is fixed. Find the cause "
                    + "in the server log.")
    String guardFailed(@FormatWith(Known.class) String datasource, @FormatWith(Known.class) String why);

    @Message(
            id = 205,
            value = "%s leads to the database %s, which is already reached through %s. Remove one of the two from "
                    + "poolwarden.guard-datasources.")
    String secondGuard(
            @FormatWith(Known.class) String datasource,
            @FormatWith(Known.class) Object database,
            @FormatWith(Known.class) String first);

    @Message(
            id = 206,
            value = "The guard of the database %s no longer answers. List the leases to see why, then try again.")
    String guardLost(@FormatWith(Known.class) Object database);

    @Message(
            id = 207,
            value = "The guard behind %s has version %s, but this Poolwarden needs version %s.x. Until they agree, "
                    + "the leases of its database are UNMATCHED. %s.")
    String guardVersion(
            @FormatWith(Known.class) String datasource,
            @FormatWith(Known.class) String version,
            int wanted,
            @FormatWith(Known.class) String remedy);

    @Message(
            id = 208,
            value = "The database behind %s does not report this server's machine name. Poolwarden cannot tell which "
                    + "of its sessions are ours, and its leases are UNMATCHED. Ask the DBA why "
                    + "SYS_CONTEXT('USERENV','HOST') is NULL there.")
    String noMachine(@FormatWith(Known.class) String datasource);

    // 400 - 499: requests

    @Message(id = 400, value = "A kill needs a reason. Say why the session is to be ended (maximum length: %s).")
    String reasonMissing(int most);

    @Message(id = 401, value = "The reason is too long for the audit (length: %s, maximum: %s). Shorten it.")
    String reasonTooLong(int length, int most);

    @Message(id = 402, value = "There is no lease %s. It may have been returned. List the leases again.")
    String noSuchLease(long lease);

    @Message(
            id = 403,
            value = "Poolwarden never acts on lease %s, because its database session cannot be identified with "
                    + "certainty: %s.")
    String unmatched(long lease, @FormatWith(Known.class) String why);

    @Message(
            id = 404,
            value = "Kills are disabled, because the server's pools do not work as Poolwarden expects: %s. Use a "
                    + "version of WildFly that Poolwarden supports.")
    String killsDisabled(@FormatWith(Known.class) String detail);

    @Message(id = 405, value = "There is no kill %s, or it is no longer remembered. List the kills.")
    String noSuchKill(@FormatWith(Known.class) String kill);

    @Message(id = 406, value = "Poolwarden is stopping and accepts no more kills. Try again when it is back.")
    String stopping();

    @Message(
            id = 407,
            value = "The caller is unknown. Kills and previews need an authenticated management user. Connect to the "
                    + "management interface with JConsole, VisualVM or jboss-cli.sh and sign in.")
    String callerUnknown();

    @Message(id = 408, value = "A kill needs a lease, a mode and a requester. Name all three.")
    String requestIncomplete();

    @Message(id = 409, value = "The request failed inside Poolwarden: %s. Find the cause in the server log.")
    String requestFailed(@FormatWith(Known.class) Object failure);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 410, value = "A request over JMX failed. Report it with this stack trace.")
    void requestBroke(@Cause Throwable cause);

    @Message(id = 412, value = "There is no tracking '%s'. Use OFF, STAMP or SITES.")
    String noSuchTracking(@FormatWith(Known.class) String asked);

    @Message(
            id = 411,
            value = "The server provided no thread for the kill of lease %s. Nothing was touched. Try again.")
    String noThread(long lease);

    @Message(
            id = 426,
            value = "The modes %s do not escalate. Name each mode once, the mildest first: CANCEL, POST_TRANSACTION, "
                    + "IMMEDIATE, KILL.")
    String modesOutOfOrder(@FormatWith(Known.class) Object modes);

    @Message(id = 413, value = "Several modes need a wait between them. Give a wait from 1 s to 1 day.")
    String waitMissing();

    @Message(id = 414, value = "Kill %s is already %s and cannot be withdrawn. Poolwarden monitors it to its end.")
    String tooLate(@FormatWith(Known.class) String kill, @FormatWith(Known.class) Object state);

    @Message(
            id = 415,
            value = "A batch without leases, a pool, a deployment or a call site would match everything. Name one of "
                    + "them.")
    String batchOfNothing();

    @Message(id = 416, value = "A batch needs a maximum number of leases. Set it to a number from 1 to %s.")
    String batchMaximum(int most);

    @Message(
            id = 417,
            value = "More leases match than the maximum allows (matching: %s, maximum: %s). Nothing was touched. "
                    + "Narrow the selection or raise the maximum.")
    String batchTooLarge(int found, int most);

    @Message(id = 418, value = "No lease matches. Nothing was touched. List the leaks.")
    String batchEmpty();

    @Message(id = 419, value = "There is no batch %s, or it is no longer remembered. List the batches.")
    String noSuchBatch(@FormatWith(Known.class) String batch);

    @Message(id = 420, value = "No guard of a database %s is known. List the leases to see which databases there are.")
    String noSuchDatabase(@FormatWith(Known.class) String database);

    @Message(id = 421, value = "The audit of %s could not be read: %s. Fix the cause, then try again.")
    String auditUnreadable(@FormatWith(Known.class) Object database, @FormatWith(Known.class) String why);

    @Message(
            id = 422,
            value = "Several databases are known, and the same session numbers can occur in each. Name the database "
                    + "of the session, as list-leases shows it.")
    String whichDatabase();

    @Message(id = 423, value = "There is no mode %s. Use CANCEL, POST_TRANSACTION, IMMEDIATE or KILL.")
    String noSuchMode(@FormatWith(Known.class) String mode);

    @Message(id = 424, value = "'%s' is not a valid number here. Use positive whole numbers.")
    String notANumber(@FormatWith(Known.class) String text);

    @Message(
            id = 425,
            value = "'%s' is not a session. Use inst,sid,serial# as list-leases shows it, for example 1,46,99.")
    String notASession(@FormatWith(Known.class) String text);

    @Message(
            id = 427,
            value = "The database %s lists no user session %s, and no slot of this server holds it. It has ended, or "
                    + "it is one of Oracle's own processes. Compare all three numbers, because Oracle reuses the sid.")
    String noSuchSession(@FormatWith(Known.class) Object database, @FormatWith(Known.class) Object session);

    @Message(
            id = 428,
            value = "The setting %s cannot change while Poolwarden runs. Change it as the manual describes, then "
                    + "redeploy Poolwarden.")
    String notTunable(@FormatWith(Known.class) String key);

    @Message(
            id = 429,
            value = "The setting %s was not changed, because '%s' is not valid; expected: %s. Give a duration such "
                    + "as PT5M, or a whole number of seconds.")
    String outOfRange(
            @FormatWith(Known.class) String key,
            @FormatWith(Known.class) String value,
            @FormatWith(Known.class) String wanted);

    @Message(id = 430, value = "'%s' is not a time. Write it as 2026-11-21T10:00:00, or leave it out.")
    String notATime(@FormatWith(Known.class) String text);

    @Message(id = 431, value = "%s has a wrong value for %s: %s")
    String wrongArgument(
            @FormatWith(Known.class) String operation,
            @FormatWith(Known.class) String parameter,
            @FormatWith(Known.class) String what);

    @Message(
            id = 432,
            value = "'%s' is what JConsole writes into an empty field, not a reason. Say why the session is to be "
                    + "ended.")
    String placeholder(@FormatWith(Known.class) String text);
}
