package org.poolwarden.logging;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.FormatWith;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/**
 * What is told of transitions, 600 to 629. Written through the loggers of {@link Categories}. A text whose last value
 * is a list of lines ends with it.
 */
@MessageLogger(projectCode = "PWARDEN", length = 4)
public interface TransitionMessages extends BasicLogger {

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 600,
            value = "Lease %s of %s is %s (proof: %s). It was checked out %s ago at %s, deployment %s, and its session "
                    + "is %s. Reasons: %s")
    void leaseAccused(
            @FormatWith(Known.class) Object lease,
            @FormatWith(Known.class) String pool,
            @FormatWith(Known.class) Object verdict,
            @FormatWith(Known.class) Object proof,
            @FormatWith(Known.class) String age,
            @FormatWith(Known.class) String place,
            @FormatWith(Known.class) String deployment,
            @FormatWith(Known.class) Object session,
            @FormatWith(Known.class) String reasonsAndChain);

    @LogMessage(level = Logger.Level.INFO)
    @Message(
            id = 601,
            value = "Lease %s of %s is %s. It was checked out %s ago at %s, deployment %s, and its session is %s. "
                    + "Reasons: %s")
    void leaseSuspected(
            @FormatWith(Known.class) Object lease,
            @FormatWith(Known.class) String pool,
            @FormatWith(Known.class) Object verdict,
            @FormatWith(Known.class) String age,
            @FormatWith(Known.class) String place,
            @FormatWith(Known.class) String deployment,
            @FormatWith(Known.class) Object session,
            @FormatWith(Known.class) String reasonsAndChain);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 602, value = "%s of pool %s became %s within %s at the same call site: %s.")
    void moreLeasesAccused(
            @FormatWith(Known.class) String moreLeases,
            @FormatWith(Known.class) String pool,
            @FormatWith(Known.class) Object verdict,
            @FormatWith(Known.class) String time,
            @FormatWith(Known.class) String place);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 603, value = "%s of pool %s became %s within %s at the same call site: %s.")
    void moreLeasesSuspected(
            @FormatWith(Known.class) String moreLeases,
            @FormatWith(Known.class) String pool,
            @FormatWith(Known.class) Object verdict,
            @FormatWith(Known.class) String time,
            @FormatWith(Known.class) String place);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 604, value = "Lease %s of %s, which was %s, was returned after all. Call site: %s.")
    void leaseReturned(
            @FormatWith(Known.class) Object lease,
            @FormatWith(Known.class) String pool,
            @FormatWith(Known.class) Object verdict,
            @FormatWith(Known.class) String place);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 605, value = "Lease %s of %s, which was %s, was freed by kill %s. Call site: %s.")
    void leaseFreed(
            @FormatWith(Known.class) Object lease,
            @FormatWith(Known.class) String pool,
            @FormatWith(Known.class) Object verdict,
            @FormatWith(Known.class) String kill,
            @FormatWith(Known.class) String place);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 606, value = "Lease %s of %s, which was %s, is %s again. Call site: %s.")
    void leaseCleared(
            @FormatWith(Known.class) Object lease,
            @FormatWith(Known.class) String pool,
            @FormatWith(Known.class) Object before,
            @FormatWith(Known.class) Object verdict,
            @FormatWith(Known.class) String place);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 619,
            value = "Other pools had no connection left %s within %s. Too many change for each to be told; list the"
                    + " pools to see how they are now.")
    void otherPoolsExhausted(@FormatWith(Known.class) String times, @FormatWith(Known.class) String time);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 620,
            value = "Other guards stopped answering %s within %s. Too many change for each to be told; list the"
                    + " problems to see how they are now.")
    void otherGuardsSilent(@FormatWith(Known.class) String times, @FormatWith(Known.class) String time);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 607, value = "%s of pool %s: no longer a leak within %s at the same call site: %s.")
    void moreLeasesEnded(
            @FormatWith(Known.class) String moreLeases,
            @FormatWith(Known.class) String pool,
            @FormatWith(Known.class) String time,
            @FormatWith(Known.class) String place);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 608,
            value = "Pool %s has no connection left: %s of %s are checked out, and %s wait for one. Held by: %s")
    void poolExhausted(
            @FormatWith(Known.class) String pool,
            int inUse,
            int max,
            @FormatWith(Known.class) String waiters,
            @FormatWith(Known.class) String holders);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 609, value = "Pool %s has connections again: %s of %s are checked out.")
    void poolRelieved(@FormatWith(Known.class) String pool, int inUse, int max);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 610, value = "Pool %s was exhausted %s within %s; %s.")
    void poolExhaustedAgain(
            @FormatWith(Known.class) String pool,
            @FormatWith(Known.class) String moreTimes,
            @FormatWith(Known.class) String time,
            @FormatWith(Known.class) String now);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 611,
            value = "Session %s of user %s is an ORPHAN of %s: no connection has it. Machine %s, program %s, "
                    + "logged on at %s. Reasons: %s.")
    void sessionOrphaned(
            @FormatWith(Known.class) Object session,
            @FormatWith(Known.class) String username,
            @FormatWith(Known.class) String whose,
            @FormatWith(Known.class) String machine,
            @FormatWith(Known.class) String program,
            @FormatWith(Known.class) Object logonTime,
            @FormatWith(Known.class) String reasons);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 612, value = "%s of %s became ORPHAN within %s.")
    void moreSessionsOrphaned(
            @FormatWith(Known.class) String moreSessions,
            @FormatWith(Known.class) Object database,
            @FormatWith(Known.class) String time);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 613, value = "The guard behind %s does not answer. Cause: %s")
    void guardSilent(@FormatWith(Known.class) String datasource, @FormatWith(Known.class) Object problem);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 614, value = "The guard behind %s answers again. It was silent for %s.")
    void guardBack(@FormatWith(Known.class) String datasource, @FormatWith(Known.class) String time);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 615, value = "The guard behind %s stopped answering %s within %s; %s.")
    void guardSilentAgain(
            @FormatWith(Known.class) String datasource,
            @FormatWith(Known.class) String moreTimes,
            @FormatWith(Known.class) String time,
            @FormatWith(Known.class) String now);

    @LogMessage(level = Logger.Level.INFO)
    @Message(
            id = 618,
            value = "Lease %s of %s, which was %s, is gone with its connection: its pool was removed or flushed, or "
                    + "has discarded it. Nobody returned it. Call site: %s.")
    void leaseGone(
            @FormatWith(Known.class) Object lease,
            @FormatWith(Known.class) String pool,
            @FormatWith(Known.class) Object verdict,
            @FormatWith(Known.class) String place);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 629, value = "Kill %s of session %s, which has no lease: session %s. %s")
    void sessionKillStep(
            @FormatWith(Known.class) String id,
            @FormatWith(Known.class) Object session,
            @FormatWith(Known.class) Object state,
            @FormatWith(Known.class) String what);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 616, value = "Kill %s of lease %s: session %s, slot %s. %s")
    void killStep(
            @FormatWith(Known.class) String id,
            long lease,
            @FormatWith(Known.class) Object session,
            @FormatWith(Known.class) Object slot,
            @FormatWith(Known.class) String what);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 617,
            value = "A transition could not be delivered to %s; the other listeners received it. Report this error "
                    + "with its stack trace.")
    void transitionNotTold(@FormatWith(Known.class) String listener, @Cause Throwable cause);
}
