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

    default Problem killsDisabled(String detail) {
        return Numbered.text(
                        404,
                        "Kills are disabled, because the server's pools do not work as Poolwarden expects: %s.",
                        detail)
                .about("this server")
                .action(SUPPORTED);
    }
}
