package org.poolwarden.logging;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.FormatWith;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What a kill says, 300 to 399. Reached through {@link Messages#LOG}, as all others. */
@MessageLogger(projectCode = "PWARDEN", length = 4)
public interface KillMessages extends BasicLogger {

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 300, value = "Kill %s of lease %s (session %s, pool %s) was requested by %s. Reason: %s")
    void killRequested(
            @FormatWith(Known.class) String id,
            long lease,
            @FormatWith(Known.class) Object session,
            @FormatWith(Known.class) String pool,
            @FormatWith(Known.class) Object requester,
            @FormatWith(Known.class) String reason);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 301, value = "Kill %s is over: session %s, slot %s. %s")
    void killOver(
            @FormatWith(Known.class) String id,
            @FormatWith(Known.class) Object session,
            @FormatWith(Known.class) Object slot,
            @FormatWith(Known.class) String message);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 302, value = "Kill %s is over: session %s, slot %s. %s")
    void killNotDone(
            @Cause Throwable cause,
            @FormatWith(Known.class) String id,
            @FormatWith(Known.class) Object session,
            @FormatWith(Known.class) Object slot,
            @FormatWith(Known.class) String message);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 303,
            value = "Kill %s: the guard did not confirm the end of session %s. Poolwarden asks the database again.")
    void endNotConfirmed(
            @Cause Throwable cause, @FormatWith(Known.class) String id, @FormatWith(Known.class) Object session);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 304,
            value = "Kill %s: the database does not answer while session %s is monitored. Poolwarden keeps asking.")
    void notVerifiable(
            @Cause Throwable cause, @FormatWith(Known.class) String id, @FormatWith(Known.class) Object session);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 305,
            value = "Kill %s: %s failed in %s. The slot stays fenced, and nobody can borrow it. Poolwarden keeps "
                    + "monitoring it.")
    void slotStepFailed(
            @Cause Throwable cause,
            @FormatWith(Known.class) String id,
            @FormatWith(Known.class) String step,
            @FormatWith(Known.class) String pool);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 306,
            value = "Kill %s: the fence could not be removed from the slot in %s. The connection is destroyed when "
                    + "it is returned.")
    void notUnfenced(@Cause Throwable cause, @FormatWith(Known.class) String id, @FormatWith(Known.class) String pool);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 307,
            value = "Kill %s is still inside a database call while Poolwarden stops. Its thread ends when that call "
                    + "returns.")
    void stillInDatabase(@FormatWith(Known.class) String id);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 308,
            value = "Kill %s: how it ended could not be recorded in the guard's audit: %s. The kill is not affected. "
                    + "Its end is recorded in this log only.")
    void endNotNoted(@Cause Throwable cause, @FormatWith(Known.class) String id, @FormatWith(Known.class) String why);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 309,
            value = "Some kills that are no longer monitored could not be recorded in the guard's audit within %s s. "
                    + "They are recorded in this log only.")
    void notesUnfinished(long seconds);

    @Message(
            id = 310,
            value = "The guard denied the request: %s. Nothing was touched. If it should be allowed, ask the DBA.")
    String denied(@FormatWith(Known.class) String why);

    @Message(
            id = 311,
            value = "The guard could not be asked: %s. Nothing was touched. Fix the cause, then request the kill "
                    + "again.")
    String notAsked(@FormatWith(Known.class) String why);

    @Message(
            id = 333,
            value = "Instance %s shows no session at all, but the cluster still counts it as a member. Poolwarden "
                    + "cannot know whether session %s has ended: %s. Nothing was touched. Ask the DBA to restart the "
                    + "instance or to remove it from the cluster, then request the kill again. If its host is "
                    + "certainly down and the slots are needed at once, flush %s by hand. That destroys every "
                    + "connection of the pool. NAME is the name of its datasource: "
                    + "/subsystem=datasources/data-source=NAME:flush-all-connection-in-pool")
    String instanceSilent(
            int instance,
            @FormatWith(Known.class) Object session,
            @FormatWith(Known.class) String why,
            @FormatWith(Known.class) String pool);

    @Message(
            id = 334,
            value = "Poolwarden stopped before this kill asked session %s to end. The session was not touched. "
                    + "Request the kill again when Poolwarden is back.")
    String stoppedMidway(@FormatWith(Known.class) Object session);

    @Message(
            id = 335,
            value = "The slot of lease %s cannot be fenced: %s. Nothing was touched. Poolwarden cannot end a lease of "
                    + "such a pool.")
    String notFenced(long lease, @FormatWith(Known.class) String why);

    @Message(
            id = 341,
            value = "The pool %s was busy for %s (%s). The slot was not fenced, and nothing was touched. Find out what "
                    + "that thread waits for. Then request the kill again.")
    String poolStayedBusy(
            @FormatWith(Known.class) String pool,
            @FormatWith(Known.class) Object waited,
            @FormatWith(Known.class) String obstacle);

    @Message(id = 342, value = "%s failed: %s. Poolwarden tries %s now, as requested.")
    String nextMode(
            @FormatWith(Known.class) Object mode,
            @FormatWith(Known.class) String why,
            @FormatWith(Known.class) Object next);

    @Message(id = 312, value = "Lease %s has been returned. Nothing was touched. List the leases again.")
    String returned(long lease);

    @Message(
            id = 360,
            value = "Lease %s was returned while its slot was fenced for this kill. The database was not asked to end "
                    + "its session. The pool closed that connection instead of lending it again. List the leases "
                    + "again.")
    String closedAtReturn(long lease);

    @Message(
            id = 313,
            value = "Session %s or the connection to it has changed since lease %s was listed. It may belong to "
                    + "somebody else now. Nothing was touched. List the leases again.")
    String changed(@FormatWith(Known.class) Object session, long lease);

    @Message(
            id = 314,
            value = "The JTA transaction of lease %s is preparing or committing and must not be disturbed. Nothing "
                    + "was touched. Wait until it has completed. If it does not complete, inspect it in the "
                    + "transaction manager: /subsystem=transactions/log-store=log-store:probe")
    String inDoubt(long lease);

    @Message(
            id = 315,
            value = "The JTA transaction of lease %s cannot be doomed. Without that, its commit could report success "
                    + "although rows are lost. The session was not touched. Request the kill again. If it fails in the "
                    + "same way, wait for the transaction to end.")
    String notDoomable(long lease);

    @Message(
            id = 316,
            value = "The database did not end session %s: %s. The session lives, and its lease, if it has one, "
                    + "continues. Fix the cause, then request the kill again.")
    String notEnded(@FormatWith(Known.class) Object session, @FormatWith(Known.class) String why);

    @Message(
            id = 317,
            value = "The database did not confirm the request to end session %s: %s. Poolwarden has monitored the "
                    + "session since then. The session lives, and its lease, if it has one, continues."
                    + " Request the kill again.")
    String notTaken(@FormatWith(Known.class) Object session, @FormatWith(Known.class) String why);

    @Message(
            id = 318,
            value = "Poolwarden cannot know whether session %s is gone, because the database does not answer: %s. %s "
                    + "List the leases when it answers again.")
    String notVerified(
            @FormatWith(Known.class) Object session,
            @FormatWith(Known.class) String why,
            @FormatWith(Known.class) String slot);

    @Message(
            id = 319,
            value = "Session %s is gone, but its slot is not back in %s. Nobody can borrow it. If the pool's "
                    + "available count stays low, flush the pool. NAME is the name of its datasource: "
                    + "/subsystem=datasources/data-source=NAME:flush-gracefully-connection-in-pool")
    String slotNotBack(@FormatWith(Known.class) Object session, @FormatWith(Known.class) String pool);

    // 320 was "still ... What a DBA does next": that is a list of its own now

    @Message(
            id = 321,
            value = "Poolwarden stopped before this kill began. Nothing was touched. Request the kill again when "
                    + "Poolwarden is back.")
    String stoppedBefore();

    @Message(
            id = 322,
            value = "Poolwarden stopped and no longer monitors this kill. Session %s was %s, its slot %s. List the "
                    + "leases when Poolwarden is back.")
    String notFollowed(
            @FormatWith(Known.class) Object session,
            @FormatWith(Known.class) Object state,
            @FormatWith(Known.class) Object slot);

    @Message(
            id = 323,
            value = "The kill failed unexpectedly: %s. The session was %s, its slot %s. Read the server log, then "
                    + "list the leases again.")
    String brokeOff(
            @FormatWith(Known.class) Object failure,
            @FormatWith(Known.class) Object state,
            @FormatWith(Known.class) Object slot);

    @Message(
            id = 324,
            value = "Session %s is still %s, and nothing has changed for %s. %s %s Poolwarden no longer monitors it. "
                    + "The next steps for the DBA are listed with this kill.")
    String stuck(
            @FormatWith(Known.class) Object session,
            @FormatWith(Known.class) Object state,
            @FormatWith(Known.class) String still,
            @FormatWith(Known.class) String slot,
            @FormatWith(Known.class) String work);

    @Message(
            id = 325,
            value = "Session %s is gone. %s Poolwarden cannot confirm that its locks are free, and nothing has "
                    + "changed for too long: %s. Poolwarden no longer monitors it. The next steps for the DBA are "
                    + "listed with this kill.")
    String locksNotFree(
            @FormatWith(Known.class) Object session,
            @FormatWith(Known.class) String slot,
            @FormatWith(Known.class) Object progress);

    @Message(
            id = 326,
            value = "Session %s ended before its statement was seen to end. Its slot was not touched, because that "
                    + "was not requested. To take the slot back, request a kill of the lease in mode IMMEDIATE.")
    String goneMeanwhile(@FormatWith(Known.class) Object session);

    @Message(
            id = 327,
            value = "Session %s runs no statement. Nothing was touched. To end the session itself, request a kill in "
                    + "mode IMMEDIATE.")
    String nothingToCancel(@FormatWith(Known.class) Object session);

    @Message(
            id = 328,
            value = "The database did not cancel the statement of session %s: %s. Nothing else was touched. Fix the "
                    + "cause and try again, or request a kill in mode IMMEDIATE.")
    String cancelRefused(@FormatWith(Known.class) Object session, @FormatWith(Known.class) String why);

    @Message(
            id = 329,
            value = "The statement of session %s was asked to end %s ago and is still running. Nothing else was "
                    + "touched. If the statement must end, request a kill in mode IMMEDIATE.")
    String notCancelled(@FormatWith(Known.class) Object session, @FormatWith(Known.class) String ago);

    @Message(
            id = 336,
            value = "Poolwarden cannot prove that lease %s still uses session %s, because a session of this kind "
                    + "(V$SESSION.SERVER is %s) can change under its connection. Nothing was touched. Preview it "
                    + "again later, and use dedicated servers in the datasource's URL.")
    String sessionMayChange(
            long lease, @FormatWith(Known.class) Object session, @FormatWith(Known.class) String server);

    @Message(
            id = 337,
            value = "The JTA transaction of session %s has not ended for %s. The database was asked for nothing, "
                    + "and the lease continues. Wait for the transaction to end. If that takes too long, request a "
                    + "kill in mode IMMEDIATE, which makes its commit fail.")
    String transactionNotOver(@FormatWith(Known.class) Object session, @FormatWith(Known.class) String since);

    @Message(
            id = 338,
            value = "The JTA transaction of session %s is over and its slot is back. Its connection was to be "
                    + "closed, but nothing has changed for %s and the session was not seen to be gone. List the "
                    + "sessions of the database again later.")
    String notLoggedOff(@FormatWith(Known.class) Object session, @FormatWith(Known.class) String still);

    @Message(
            id = 339,
            value = "Session %s is gone, but the connection of lease %s may be on another session since. It cannot be "
                    + "asked: a thread is inside a call of it, or its driver does not tell its session. Nothing was "
                    + "touched. Request the kill again when the call has ended.")
    String goneUnasked(@FormatWith(Known.class) Object session, long lease);

    @Message(id = 330, value = "%s withdrew the kill before it began. Nothing was touched.")
    String withdrawn(@FormatWith(Known.class) Object requester);

    @Message(
            id = 331,
            value = "Lease %s is no longer LEAKED but %s: %s. Nothing was touched. To end it nevertheless, preview "
                    + "it and request a kill of this lease alone.")
    String noLongerLeaked(long lease, @FormatWith(Known.class) Object verdict, @FormatWith(Known.class) String why);

    @Message(
            id = 340,
            value = "Poolwarden was asked to end the database session of a connection in this transaction. Nothing "
                    + "of the transaction is committed. Repeat its work in a new transaction.")
    String doomedByUs();

    @Message(
            id = 332,
            value = "Lease %s could not be checked again right before its kill. Nothing was touched. Fix the cause, "
                    + "then request its kill again. Cause: %s")
    String notCheckedAgain(long lease, @FormatWith(Known.class) String why);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 343, value = "Kill %s of session %s, which has no lease, was requested by %s. Reason: %s")
    void sessionKillRequested(
            @FormatWith(Known.class) String id,
            @FormatWith(Known.class) Object session,
            @FormatWith(Known.class) Object requester,
            @FormatWith(Known.class) String reason);

    @Message(
            id = 344,
            value = "Session %s has changed since it was listed. It may be somebody else's now. Nothing was touched. "
                    + "List the sessions again.")
    String sessionChanged(@FormatWith(Known.class) Object session);

    @Message(
            id = 345,
            value = "Session %s could not be checked again right before its kill. Nothing was touched. Fix the cause, "
                    + "then request its kill again. Cause: %s")
    String sessionNotChecked(@FormatWith(Known.class) Object session, @FormatWith(Known.class) String why);

    @Message(id = 346, value = "Session %s may no longer be ended: %s")
    String sessionRefused(@FormatWith(Known.class) Object session, @FormatWith(Known.class) Object why);

    @Message(
            id = 347,
            value = "What was previewed is no longer so: %s is %s: %s. Nothing was touched. Preview it again, and read "
                    + "whether it is still to be ended.")
    String changedBeforeKill(
            @FormatWith(Known.class) String what,
            @FormatWith(Known.class) Object verdict,
            @FormatWith(Known.class) String why);
}
