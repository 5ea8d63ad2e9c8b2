package org.poolwarden.logging;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What a kill says, 300 to 399. Reached through {@link Messages#LOG}, as all others. */
@MessageLogger(projectCode = "PWARDEN", length = 4)
public interface KillMessages extends BasicLogger {

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 300, value = "Kill %s of lease %s (%s, %s) is asked for by %s: %s")
    void killRequested(String id, long lease, Object session, String pool, Object requester, String reason);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 301, value = "Kill %s ends: session %s, slot %s. %s")
    void killOver(String id, Object session, Object slot, String message);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 302, value = "Kill %s ends: session %s, slot %s. %s")
    void killNotDone(@Cause Throwable cause, String id, Object session, Object slot, String message);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 303, value = "Kill %s: the guard did not confirm the end of session %s; the database is asked again")
    void endNotConfirmed(@Cause Throwable cause, String id, Object session);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 304, value = "Kill %s: the database does not answer while session %s is followed; asking goes on")
    void notVerifiable(@Cause Throwable cause, String id, Object session);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 305,
            value = "Kill %s: %s of the slot in %s failed; it stays fenced, so nobody borrows it, and is followed")
    void slotStepFailed(@Cause Throwable cause, String id, String step, String pool);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 306,
            value = "Kill %s: the fence could not be taken off the slot in %s; the connection is destroyed when it "
                    + "is returned")
    void notUnfenced(@Cause Throwable cause, String id, String pool);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 307,
            value = "Kill %s is still inside a call to the database while Poolwarden stops; its thread ends with "
                    + "that call")
    void stillInDatabase(String id);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 308,
            value = "Kill %s: how it ended could not be noted in the guard's audit: %s. The kill is not affected; its "
                    + "end is in this log only")
    void endNotNoted(@Cause Throwable cause, String id, String why);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 309,
            value = "Not all kills that are not followed any more could be noted as such in the guard's audit within "
                    + "%s s. They are in this log only")
    void notesUnfinished(long seconds);

    @Message(id = 310, value = "The guard denies it: %s. Nothing was touched. If it should be allowed, ask the DBA")
    String denied(String why);

    @Message(
            id = 311,
            value = "The guard could not be asked: %s. Nothing was touched. Mend that and ask for the kill again")
    String notAsked(String why);

    @Message(
            id = 333,
            value = "Instance %s shows no session at all, and the cluster has not given it up: what became of session "
                    + "%s cannot be known (%s). Nothing was touched. Ask again once the DBA has the instance running, "
                    + "or out of the cluster. If its host is surely down and the slots are needed at once, flush %s "
                    + "by hand, which takes every connection of the pool (NAME is that of its datasource): "
                    + "/subsystem=datasources/data-source=NAME:flush-all-connection-in-pool")
    String instanceSilent(int instance, Object session, String why, String pool);

    @Message(
            id = 334,
            value = "Poolwarden stopped when this kill had begun, before session %s was asked to end: that was not "
                    + "touched. Ask again when it is back")
    String stoppedMidway(Object session);

    @Message(
            id = 335,
            value = "The slot of lease %s cannot be fenced: %s. Nothing was touched. If its lock was held, ask again; "
                    + "if its pool is not supported, the lease cannot be ended from here")
    String notFenced(long lease, String why);

    @Message(id = 312, value = "Lease %s was returned meanwhile. Nothing was touched. List the leases again")
    String returned(long lease);

    @Message(
            id = 313,
            value = "Session %s or the connection to it has changed since lease %s was listed: it may be somebody "
                    + "else's by now. Nothing was touched. List the leases again")
    String changed(Object session, long lease);

    @Message(
            id = 314,
            value = "The JTA transaction of lease %s is preparing or committing, which must not be "
                    + "disturbed. Nothing was touched. Wait until it is through; if that lasts, look for it in the "
                    + "transaction manager: /subsystem=transactions/log-store=log-store:probe")
    String inDoubt(long lease);

    @Message(
            id = 315,
            value = "The JTA transaction of lease %s cannot be doomed, and without that its commit could "
                    + "report success with rows lost. The session was not touched. Ask for the kill again; if that "
                    + "says the same, the transaction must end first")
    String notDoomable(long lease);

    @Message(
            id = 316,
            value = "The database did not end session %s: %s. It lives, and the lease goes on. Mend that and ask for "
                    + "the kill again")
    String notEnded(Object session, String why);

    @Message(
            id = 317,
            value = "The database did not confirm the request to end session %s: %s. The session has been watched "
                    + "since and lives; the lease goes on. Ask for the kill again")
    String notTaken(Object session, String why);

    @Message(
            id = 318,
            value = "It is not known whether session %s has gone: the database does not answer: %s. %s List the "
                    + "leases when it answers again")
    String notVerified(Object session, String why, String slot);

    @Message(
            id = 319,
            value = "Session %s is gone, but its slot is not back in %s. Nobody can borrow it. If the pool's "
                    + "available count stays low, flush the pool, NAME being that of its datasource: "
                    + "/subsystem=datasources/data-source=NAME:flush-gracefully-connection-in-pool")
    String slotNotBack(Object session, String pool);

    // 320 was "still ... What a DBA does next": that is a list of its own now

    @Message(
            id = 321,
            value = "Poolwarden stopped before this kill began. Nothing was touched. Ask again when it is back")
    String stoppedBefore();

    @Message(
            id = 322,
            value = "Poolwarden stopped and does not follow this kill any more. Session %s was %s, the slot %s. List "
                    + "the leases when it is back")
    String notFollowed(Object session, Object state, Object slot);

    @Message(
            id = 323,
            value = "The kill broke off: %s. The session was %s, the slot %s. Look into the server's log, then list "
                    + "the leases again")
    String brokeOff(Object failure, Object state, Object slot);

    @Message(
            id = 324,
            value = "Session %s is still %s, and nothing has moved for %s. %s %s It is not followed any more; what a "
                    + "DBA does next is listed with it")
    String stuck(Object session, Object state, String still, String slot, String work);

    @Message(
            id = 325,
            value = "Session %s is gone. %s Its locks are not known to be free, and nothing has moved for too long: "
                    + "%s. It is not followed any more; what a DBA does next is listed with it")
    String locksNotFree(Object session, String slot, Object progress);

    @Message(
            id = 326,
            value = "Session %s was gone before its statement was seen to end. Its slot was not touched, for that was "
                    + "not asked: ask for a kill of the lease in mode IMMEDIATE to take it back")
    String goneMeanwhile(Object session);

    @Message(
            id = 327,
            value = "Session %s runs no statement. Nothing was touched. If it holds something, ask for a kill in mode "
                    + "IMMEDIATE")
    String nothingToCancel(Object session);

    @Message(
            id = 328,
            value = "The database did not cancel the statement of session %s: %s. The lease goes on. Mend that and ask "
                    + "again, or ask for a kill in mode IMMEDIATE")
    String cancelRefused(Object session, String why);

    @Message(
            id = 329,
            value = "The statement of session %s was asked to end %s ago and runs still. The lease goes on. If it must "
                    + "end, ask for a kill in mode IMMEDIATE")
    String notCancelled(Object session, String ago);

    @Message(id = 330, value = "Withdrawn by %s before it began. Nothing was touched")
    String withdrawn(Object requester);

    @Message(
            id = 331,
            value = "Lease %s is not LEAKED any more, but %s: %s. Nothing was touched. Look at it by itself if it is "
                    + "to be ended all the same")
    String notLeakedNow(long lease, Object verdict, String why);

    @Message(
            id = 340,
            value = "Poolwarden was asked to end the database session of a connection in this transaction, so nothing "
                    + "of it is committed. Do its work again in a new one")
    String doomedByUs();

    @Message(
            id = 332,
            value = "Lease %s could not be looked at again right before its kill: %s. Nothing was touched. Mend that "
                    + "and ask for its kill again")
    String notLookedAt(long lease, String why);
}
