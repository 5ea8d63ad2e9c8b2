package org.poolwarden.logging;

import org.jboss.logging.annotations.MessageBundle;
import org.poolwarden.request.Problem;

/** Why a request is refused, 400 to 499 and 541. Reached through {@link Messages#LOG}, as all others. */
@MessageBundle(projectCode = "PWARDEN", length = 4)
interface RequestProblems {

    default Problem reasonMissing(int most) {
        return Numbered.text(400, "A kill needs a reason.")
                .action("Say why the session is to be ended (maximum length: %s).", most);
    }

    default Problem reasonTooLong(int length, int most) {
        return Numbered.text(401, "The reason is too long for the audit (length: %s, maximum: %s).", length, most)
                .action("Shorten it.");
    }

    default Problem noSuchLease(long lease) {
        return Numbered.text(402, "There is no lease %s. It may have been returned.", lease)
                .action("List the leases again.");
    }

    default Problem unmatched(long lease, String why) {
        return Numbered.text(
                        403,
                        "Poolwarden never acts on lease %s, because its database session cannot be identified "
                                + "with certainty: %s.",
                        lease,
                        why)
                .action("List the problems to see whether the cause can be removed.");
    }

    default Problem noSuchKill(String kill) {
        return Numbered.text(405, "There is no kill %s, or it is no longer remembered.", kill)
                .action("List the kills.");
    }

    default Problem stopping() {
        return Numbered.text(406, "Poolwarden is stopping and accepts no more kills.")
                .action("Try again when it is back.");
    }

    default Problem callerUnknown() {
        return Numbered.text(407, "The caller is unknown. Kills and previews need an authenticated management user.")
                .action("Connect to the management interface with JConsole, VisualVM or jboss-cli.sh and sign in.");
    }

    default Problem notAnOperator(Object requester) {
        return Numbered.text(435, "%s may read and may not end anything. Nothing was done.", requester)
                .action("Ask the server's administrator for the role poolwarden-operator.");
    }

    default Problem foreignCaller(String deployment) {
        return Numbered.text(
                        436, "The deployment %s has called Poolwarden, which only its own parts may do.", deployment)
                .action("Use JMX, HTTP management or the console, each of which asks for a user. If this deployment"
                        + " is not yours to trust, undeploy it.");
    }

    default Problem requestIncomplete() {
        return Numbered.text(408, "A kill needs a lease, a mode and a requester.")
                .action("Name all three.");
    }

    default Problem requestFailed(Object failure) {
        return Numbered.text(409, "The request failed inside Poolwarden: %s.", failure)
                .action("Find the cause in the server log.");
    }

    default Problem noThread(long lease) {
        return Numbered.text(411, "The server provided no thread for the kill of lease %s. Nothing was touched.", lease)
                .action("Try again.");
    }

    default Problem noSuchTracking(String asked) {
        return Numbered.text(412, "There is no tracking '%s'.", asked).action("Use OFF, STAMP or SITES.");
    }

    default Problem waitMissing() {
        return Numbered.text(413, "Several modes need a wait between them.").action("Give a wait from 1 s to 1 day.");
    }

    default Problem tooLate(String kill, Object state) {
        return Numbered.text(414, "Kill %s is already %s and cannot be withdrawn.", kill, state)
                .action("Follow its state. Poolwarden monitors it to its end.");
    }

    default Problem batchOfNothing() {
        return Numbered.text(415, "A batch without leases, a pool, a deployment or a call site would match everything.")
                .action("Name one of them.");
    }

    default Problem batchMaximum(int most) {
        return Numbered.text(416, "A batch needs a maximum number of leases.")
                .action("Set it to a number from 1 to %s.", most);
    }

    default Problem batchTooLarge(int found, int most) {
        return Numbered.text(
                        417,
                        "More leases match than the maximum allows (matching: %s, maximum: %s). Nothing was "
                                + "touched.",
                        found,
                        most)
                .action("Narrow the selection or raise the maximum.");
    }

    default Problem batchEmpty() {
        return Numbered.text(418, "No lease matches. Nothing was touched.").action("List the leaks.");
    }

    default Problem batchUnread() {
        return Numbered.text(
                        433,
                        "No lease matches among those that could be read and judged. Nothing was touched, and there "
                                + "may be others.")
                .action("Solve the problems that are named with this, or name the leases by their ids.");
    }

    default Problem auditCut(Object database, int max) {
        return Numbered.text(
                        434,
                        "Only the newest rows that match are here: %s. There are older ones in the audit of %s.",
                        max,
                        database)
                .about(database)
                .action("For older rows, search up to the time of the last one.");
    }

    default Problem auditSince(Object since) {
        return Numbered.text(470, "Rows since %s (UTC) were searched, and no older ones.", since)
                .action("For older rows, say from when to search.");
    }

    default Problem batchMissing(Object leases) {
        return Numbered.text(
                        459,
                        "Leases of the list that the scan did not find: %s. This preview and its token are without"
                                + " them.",
                        leases)
                .action("Request the others alone, or list the leases again.");
    }

    default Problem noSuchBatch(String batch) {
        return Numbered.text(419, "There is no batch %s, or it is no longer remembered.", batch)
                .action("List the batches.");
    }

    default Problem noSuchDatabase(String database) {
        return Numbered.text(420, "No guard of a database %s is known.", database)
                .about(database)
                .action("List the leases to see which databases there are.");
    }

    default Problem auditUnreadable(Object database, String why) {
        return Numbered.text(421, "The audit of %s could not be read: %s.", database, why)
                .about(database)
                .action("Fix the cause, then try again.");
    }

    default Problem auditNotNow(Object database, String why) {
        return Numbered.text(541, "The audit of %s cannot be read now: %s.", database, why)
                .about(database)
                .action("Try again in a few seconds. If it lasts, test the connection of that datasource.");
    }

    default Problem whichDatabase() {
        return Numbered.text(422, "Several databases are known, and the same session numbers can occur in each.")
                .action("Name the database of the session, as list-leases shows it.");
    }

    default Problem noSuchMode(String mode) {
        return Numbered.text(423, "There is no mode %s.", mode)
                .action("Use CANCEL, POST_TRANSACTION, IMMEDIATE, KILL or FORCE.");
    }

    default Problem notANumber(String text) {
        return Numbered.text(424, "'%s' is not a valid number here.", text).action("Use positive whole numbers.");
    }

    default Problem notASession(String text) {
        return Numbered.text(425, "'%s' is not a session.", text)
                .action("Use inst,sid,serial# as list-leases shows it, for example 1,46,99.");
    }

    default Problem modesOutOfOrder(Object modes) {
        return Numbered.text(426, "The modes %s do not escalate.", modes)
                .action("Name each mode once, the mildest first: CANCEL, POST_TRANSACTION, IMMEDIATE, KILL, FORCE.");
    }

    default Problem noSuchSession(Object database, Object session) {
        return Numbered.text(
                        427,
                        "The database %s lists no user session %s, and no slot of this server holds it. It has "
                                + "ended, or it is one of Oracle's own processes.",
                        database,
                        session)
                .action("Compare all three numbers, because Oracle reuses the sid.");
    }

    default Problem notTunable(String key) {
        return Numbered.text(428, "The setting %s cannot change while Poolwarden runs.", key)
                .action("Change it as the manual describes in doc/settings.md, \"Which value is in force\", then "
                        + "redeploy Poolwarden.");
    }

    default Problem outOfRange(String key, String value, String wanted) {
        return Numbered.text(
                        429,
                        "The setting %s was not changed, because '%s' is not valid; expected: %s.",
                        key,
                        value,
                        wanted)
                .action("Give a duration such as PT5M, or a whole number of seconds.");
    }

    default Problem notATime(String text) {
        return Numbered.text(430, "'%s' is not a time.", text)
                .action("Write it as 2026-11-21T10:00:00, or leave it out.");
    }

    default Problem pinned(long lease, String pin) {
        return Numbered.text(440, "Lease %s is pinned: %s. Nothing was touched.", lease, pin)
                .action("To end it nevertheless, preview it and request a kill of this lease alone, or remove the pin"
                        + " from the setting poolwarden.pins.");
    }

    default Problem noSuchProof(String text) {
        return Numbered.text(441, "'%s' is no proof.", text).action("Use STRONG or WEAK, or leave it out.");
    }

    default Problem sessionHasLease(Object session, long lease) {
        return Numbered.text(442, "Session %s belongs to lease %s. Nothing was touched.", session, lease)
                .action("Request a kill of that lease, so that its slot comes back too.");
    }

    default Problem sessionInPool(Object session, String why) {
        return Numbered.text(
                        443,
                        "Session %s belongs to a connection of this server: %s. Nothing was touched.",
                        session,
                        why)
                .action("Leave it to its pool, or flush the pool.");
    }

    default Problem sessionUncertain(Object session, String why) {
        return Numbered.text(
                        444,
                        "It is not certain that session %s is no connection of this server: %s. Nothing was touched.",
                        session,
                        why)
                .action("List the sessions again later. If it must end now, ask the DBA.");
    }

    default Problem sessionForeign(Object session, String why) {
        return Numbered.text(445, "No pool of this server has session %s: %s. Nothing was touched.", session, why)
                .action("To end it all the same, say so: foreign=YES. The guard's scope decides whether it may be"
                        + " ended.");
    }

    default Problem sessionOfNode(Object session, String node, Long lease, String why) {
        return Numbered.text(449, "Session %s belongs to node %s: %s. Nothing was touched.", session, node, why)
                .action(
                        lease == null
                                ? "Leave it to the pool of that node, or flush that pool."
                                : "End lease " + lease + " of that node, so that its slot comes back too.");
    }

    default Problem notYesOrNo(String text) {
        return Numbered.text(446, "'%s' is neither YES nor NO.", text).action("Write YES or NO.");
    }

    default Problem notYet(Object since) {
        return Numbered.text(450, "The answer of a database has not come yet. It was asked at %s.", since)
                .action("Try again in a few seconds. List the problems to see which database does not answer.");
    }

    default Problem tooManyQuestions(int most) {
        return Numbered.text(451, "Poolwarden waits for as many answers of databases as it may (maximum: %s).", most)
                .action("Try again in a few seconds. List the problems to see which database does not answer.");
    }

    default Problem tooManyOfOneUser(int most) {
        return Numbered.text(
                        454,
                        "Poolwarden already waits for as many answers of databases for you as it may for one user"
                                + " (maximum: %s).",
                        most)
                .action("Wait for the pages or commands that you have begun, then try again.");
    }

    default Problem secretOpen(Object file) {
        return Numbered.text(
                        456, "Other users of this host may read %s, which has the password of the guard's user.", file)
                .action("As the server's OS user, give mode 0600 to it and to standalone.xml, which has the store's"
                        + " password.");
    }

    default Problem unknownSelection(String what, String name) {
        return Numbered.text(455, "No lease that can be read has the %s %s. Nothing was touched.", what, name)
                .action("List the leases, and copy the name from there.");
    }

    default Problem unknownPool(String name) {
        return Numbered.text(457, "No pool of this server has the JNDI name %s. Nothing was touched.", name)
                .action("List the pools, and copy the name from there.");
    }

    default Problem poolNotJudged(String name) {
        return Numbered.text(
                        460,
                        "The leases of pool %s are never judged: it is Poolwarden's own, or its leases cannot be"
                                + " read. Nothing was changed.",
                        name)
                .action("Name a pool of an application whose leases are listed.");
    }

    default Problem wrongPreviewToken() {
        return Numbered.text(
                        490,
                        "The preview token is none that Poolwarden has issued for this request since it was deployed."
                                + " Nothing was done.")
                .action("Preview what is to be ended, and send the token of that preview.");
    }

    default Problem oldPreviewToken(long seconds) {
        return Numbered.text(491, "The preview token is too old (seconds allowed: %s). Nothing was done.", seconds)
                .action("Preview it again, and send the new token.");
    }

    default Problem changedSincePreview(String what) {
        return Numbered.text(492, "What would be ended is no longer as it was previewed: %s. Nothing was done.", what)
                .action("Preview it again, and read whether it is still to be ended.");
    }

    default Problem previewTokenMissing() {
        return Numbered.text(493, "A kill through the API needs the token of a preview. Nothing was done.")
                .action("Preview what is to be ended, and send the token as previewToken.");
    }

    default Problem wrongArgument(String operation, String parameter, String what) {
        return Numbered.text(431, "%s has a wrong value for %s.", operation, parameter)
                .action("It takes: %s", what);
    }

    default Problem placeholder(String text) {
        return Numbered.text(432, "'%s' is what JConsole writes into an empty field, not a reason.", text)
                .action("Say why the session is to be ended.");
    }
}
