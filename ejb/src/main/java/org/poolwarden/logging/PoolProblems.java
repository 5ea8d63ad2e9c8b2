package org.poolwarden.logging;

import org.jboss.logging.annotations.MessageBundle;
import org.poolwarden.request.Problem;

/**
 * What is wrong with the server's pools, 100 to 199, and what they forbid. Reached through {@link Messages#LOG}, as all
 * others.
 */
@MessageBundle(projectCode = "PWARDEN", length = 4)
interface PoolProblems {

    /** What to do about a server whose pools are not as we know them. */
    String SUPPORTED = "Use a version of WildFly that the manual names in doc/install.md, \"Before you start\".";

    default Problem leasesUnreadable(String detail) {
        return Numbered.text(
                        102, "Leases cannot be read on this server: %s. Poolwarden shows pool statistics only.", detail)
                .about("this server")
                .action(SUPPORTED);
    }

    default Problem poolUncounted(String pool, Object kind, Object inUse) {
        return Numbered.text(
                        118,
                        "The leases of %s cannot be read, because it is a pool of the kind %s. Checked out of it: %s.",
                        pool,
                        kind,
                        inUse)
                .about(pool)
                .action("To see its leases, define it in WildFly's subsystem datasources instead.");
    }

    default Problem nestedDeadlock(String pool, int leases, int nested, int leaked, long oldest, String site) {
        return Numbered.text(
                        447,
                        "A deadlock of checkouts in %s. Its connections: %s; held by threads that wait for another one:"
                                + " %s; leaked: %s. Nothing comes back until these waits time out.",
                        pool,
                        leases,
                        nested,
                        leaked)
                .about(pool)
                .action("To let the others go on now, end one lease, such as " + oldest + ". Then let each thread take "
                        + "one connection at a time" + (site == null ? "" : ", as at " + site)
                        + ", or make the pool larger.");
    }

    default Problem nestedCheckouts(String pool, int threads, String site) {
        return Numbered.text(
                        448,
                        "Threads that hold a connection of %s and wait for another connection: %s. Enough of them are "
                                + "a deadlock.",
                        pool,
                        threads)
                .about(pool)
                .action("Let each thread take one connection at a time" + (site == null ? "" : ", as at " + site)
                        + ", or make the pool larger.");
    }

    default Problem noScanYet() {
        return Numbered.text(119, "There has been no scan yet, so nothing is known of any lease or session.")
                .about("this server")
                .action("Try again in a few seconds.");
    }

    default Problem oldScan(Object at, Object age) {
        return Numbered.text(
                        120,
                        "This is what the scan at %s saw, %s ago. A newer one has been asked for and is not through.",
                        at,
                        age)
                .about("this server")
                .action("List the problems to see which database does not answer.");
    }

    default Problem placesLost(String pool, int places, int max, String age) {
        return Numbered.text(
                        123,
                        "For %s the pool %s has had places that are neither in use nor available: %s of %s. Either it "
                                + "has lost their permits, which IronJacamar does by itself when a flush, or before "
                                + "3.0.18 the removal of idle connections (JBJCA-1525), meets a checkout; or "
                                + "checkouts hang while they open a connection.",
                        age,
                        pool,
                        places,
                        max)
                .about(pool)
                .action("If the database answers, disable and enable the datasource. A flush brings nothing back.");
    }

    default Problem killsDisabled(String detail) {
        return Numbered.text(
                        404,
                        "Kills are disabled, because the server's pools do not work as Poolwarden expects: %s.",
                        detail)
                .about("this server")
                .action(SUPPORTED);
    }
}
