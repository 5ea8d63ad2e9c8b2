package org.poolwarden.logging;

import org.jboss.logging.annotations.MessageBundle;
import org.poolwarden.request.Problem;

/** What is wrong with tasks of Poolwarden itself, 1 to 99. Reached through {@link Messages#LOG}, as all others. */
@MessageBundle(projectCode = "PWARDEN", length = 4)
interface TaskProblems {

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
