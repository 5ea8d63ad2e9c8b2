package org.poolwarden.logging;

import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.FormatWith;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.poolwarden.request.Problem;

/**
 * Every numbered message. A number is never used for another text; a retired one stays as a comment. Methods that
 * return a {@link Problem} say what is wrong and what to do next. Methods that return a text are
 * outcomes: they begin with their number.
 *
 * <pre>
 *   1 -  99  start, stop and settings; 16 in {@code linkage.ServerGate}
 * 100 - 199  pools; problems in {@link PoolProblems}
 * 200 - 299  guard, and 540; problems in {@link GuardProblems} and {@link IdentityProblems}
 * 300 - 399  kill, in {@link KillMessages}
 * 400 - 499  requests, and 541; refusals in {@link RequestProblems}
 * 530        health; the other numbers from 500 to 539 and from 560 to 599 are the console's
 * 600 - 629  transitions, in {@link TransitionMessages}
 * 700 - 749  the other nodes, in {@link FleetProblems}
 * </pre>
 */
@MessageLogger(projectCode = "PWARDEN", length = 4)
public interface Messages
        extends KillMessages,
                TransitionMessages,
                PoolProblems,
                GuardProblems,
                RequestProblems,
                IdentityProblems,
                FleetProblems {

    /**
     * The logger of category {@code org.poolwarden}; others are in {@link Categories}. It is made without a lookup,
     * because JBoss Logging takes one only since 3.6, and the oldest server has 3.4.
     */
    @SuppressWarnings("removal")
    Messages LOG = Logger.getMessageLogger(Messages.class, "org.poolwarden");

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 530,
            value = "The readiness check could not be added to the server's MicroProfile Health, or taken out of it. "
                    + "Everything else works. Report this warning with its stack trace.")
    void healthNotRegistered(@Cause Throwable cause);

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
            value = "Registering the MBeans of pools, or preparing a JMX notification, failed. Poolwarden goes on. "
                    + "Report this error with its stack trace.")
    void notificationsFailed(@Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 15,
            value = "Could not start the thread that discovers pools. Poolwarden tells no transition, neither by JMX "
                    + "nor in this log, and registers no MBean for a pool; its own MBean works. Redeploy "
                    + "Poolwarden.")
    void noPoolThread();

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 22,
            value = "The server's MBean jboss.root:type=state cannot be listened to. If the server reloads during a "
                    + "kill, the guard's audit may not tell how far that kill had come.")
    void stopNotTold(@Cause Throwable cause);

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

    @LogMessage(level = Logger.Level.INFO)
    @Message(
            id = 30,
            value = "Leases of pool %s are judged from an age of %s on until %s, as %s requested. After that,"
                    + " suspect-after applies again.")
    void thresholdSet(
            @FormatWith(Known.class) String pool,
            @FormatWith(Known.class) Object age,
            @FormatWith(Known.class) Object until,
            @FormatWith(Known.class) Object requester);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 31, value = "Leases of pool %s are judged from an age of %s on as before, as %s requested.")
    void thresholdTakenBack(
            @FormatWith(Known.class) String pool,
            @FormatWith(Known.class) Object age,
            @FormatWith(Known.class) Object requester);

    @LogMessage(level = Logger.Level.INFO)
    @Message(
            id = 32,
            value = "The threshold that %2$s set for pool %1$s has expired. Leases of that pool are judged from an age"
                    + " of %3$s on again.")
    void thresholdEnded(
            @FormatWith(Known.class) String pool,
            @FormatWith(Known.class) Object requester,
            @FormatWith(Known.class) Object age);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 10,
            value = "Could not start the background scan thread. The console scans on demand and keeps no timeline. "
                    + "Redeploy Poolwarden.")
    void noScanThread();

    // 11: a scheduled scan failed; now 16

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 16,
            value = "The task %s of Poolwarden failed. It is tried again by itself (longest pause in seconds: %s). "
                    + "Report this error with its stack trace.")
    void taskFailed(@FormatWith(Known.class) String task, long seconds, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 17, value = "The task %s of Poolwarden works again.")
    void taskRecovered(@FormatWith(Known.class) String task);

    // 100 - 199: pools

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 100, value = "The server's pools work as Poolwarden expects: %s.")
    void selfTestPassed(@FormatWith(Known.class) String detail);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 101,
            value = "The server's pools do not work as Poolwarden expects: %s. Poolwarden shows pool statistics "
                    + "only; it lists no leases and refuses kills. Use a version of WildFly that the manual names in "
                    + "doc/install.md, \"Before you start\".")
    void selfTestFailed(@FormatWith(Known.class) String detail);

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
    @Message(id = 111, value = "%s of the subsystem datasources-agroal could not be read. Its counts are not known.")
    void agroalUnreadable(@FormatWith(Known.class) String name, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 121,
            value = "The test of the server's pools on %s met an error. Poolwarden gives back what the test took. "
                    + "Report this error with its stack trace.")
    void liveTestFailed(@FormatWith(Known.class) String pool, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 112, value = "Listening to %s. Its checkouts are recorded from now on.")
    void listensTo(@FormatWith(Known.class) String pool);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 122,
            value = "Could not start a thread for a step in %s. The step waits until the system provides a thread.")
    void noStepThread(@FormatWith(Known.class) String pool);

    // 200 - 299: guard

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 200, value = "Connected to the guard behind %s: database %s, version %s, guard version %s.")
    void guardAnswers(
            @FormatWith(Known.class) String datasource,
            @FormatWith(Known.class) Object database,
            @FormatWith(Known.class) String version,
            @FormatWith(Known.class) String guardVersion);

    // 400 - 499: requests

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 452, value = "A sign-in to the console failed: user '%s' from %s.")
    void signInFailed(@FormatWith(Known.class) String user, @FormatWith(Known.class) String address);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 453, value = "Failed sign-ins to the console that were not listed one by one: %s.")
    void signInsNotListed(long count);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 458,
            value = "A connection of the pool %s is back in it with %s open cursors: session %s. The place that "
                    + "borrowed it last, as far as a scan saw it: %s. The statements that hold most: %s. Close "
                    + "statements and result sets there. If the cache of prepared statements is that large, raise "
                    + "poolwarden.cursor-warning.")
    void manyCursors(
            @FormatWith(Known.class) String pool,
            @FormatWith(Known.class) Object cursors,
            @FormatWith(Known.class) Object session,
            @FormatWith(Known.class) String place,
            @FormatWith(Known.class) String statements);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 410, value = "A request over JMX failed. Report it with this stack trace.")
    void requestBroke(@Cause Throwable cause);

    // 18 - 21: what is wrong with tasks of Poolwarden itself

    default Problem taskFails(String task, Object since, Object failure) {
        return Numbered.text(
                        18,
                        "The task %s of Poolwarden has failed since %s: %s. What it keeps up to date is old.",
                        task,
                        since,
                        failure)
                .about("task " + task)
                .action("It is tried again by itself. If it fails for long, report the error in the server log with "
                        + "its stack trace.");
    }

    default Problem scanWaits(Object since) {
        return Numbered.text(
                        19,
                        "A new scan has been waiting for a database since %s. What is shown is the last one.",
                        since)
                .about("the scan")
                .action("Try again in a few seconds. If no scan succeeds, test the connections of the guard "
                        + "datasources.");
    }

    default Problem scanFails() {
        return Numbered.text(21, "The last new scan failed. What is shown is an older one.")
                .about("the scan")
                .action("It is tried again by itself. The status names the failure.");
    }

    default Problem scanNotStarted() {
        return Numbered.text(20, "The server provides no thread for a new scan. What is shown is the last one.")
                .about("the scan")
                .action("Try again. If it stays, redeploy Poolwarden.");
    }
}
