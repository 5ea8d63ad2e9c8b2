package org.poolwarden.logging;

import org.jboss.logging.annotations.MessageBundle;
import org.poolwarden.request.Problem;

/**
 * What is wrong with a guard or its database, 200 to 299 and 540. The subject is the guard's datasource or the
 * database. Reached through {@link Messages#LOG}, as all others.
 */
@MessageBundle(projectCode = "PWARDEN", length = 4)
interface GuardProblems {

    default Problem noDatasource(String datasource) {
        return Numbered.text(201, "The guard datasource %s does not exist.", datasource)
                .about(datasource)
                .action("Create it as the manual describes in doc/install.md, \"4. The server\", or set "
                        + "poolwarden.guard-datasources to another one. Creating it needs no redeployment.");
    }

    default Problem guardNotInstalled(String datasource, String why) {
        return Numbered.text(202, "No guard that this user may use was found behind %s: %s.", datasource, why)
                .about(datasource)
                .action("Run oracle/install.sql in that database as oracle/README.md describes, and grant the "
                        + "guard's objects to the datasource's user.");
    }

    default Problem guardUnavailable(String datasource, String why) {
        return Numbered.text(
                        203,
                        "The database behind %s does not answer: %s. Its leases cannot be judged until it does.",
                        datasource,
                        why)
                .about(datasource)
                .action("Test the connection of that datasource.");
    }

    default Problem guardFailed(String datasource, String why) {
        return Numbered.text(
                        204,
                        "The guard behind %s failed: %s. Its leases cannot be judged until that is fixed.",
                        datasource,
                        why)
                .about(datasource)
                .action("Find the cause in the server log.");
    }

    default Problem secondGuard(String datasource, Object database, String first) {
        return Numbered.text(
                        205,
                        "%s leads to the database %s, which is already reached through %s.",
                        datasource,
                        database,
                        first)
                .about(datasource)
                .action("Remove one of the two from poolwarden.guard-datasources.");
    }

    default Problem guardLost(Object database) {
        return Numbered.text(206, "The guard of the database %s no longer answers.", database)
                .about(database)
                .action("List the problems to see why, then try again.");
    }

    default Problem guardVersion(String datasource, String version, String wanted, String remedy) {
        return Numbered.text(
                        207,
                        "The guard behind %s has version %s, but this Poolwarden needs %s or a later one of the "
                                + "same major version. Until they agree, the leases of its database are UNMATCHED.",
                        datasource,
                        version,
                        wanted)
                .about(datasource)
                .action("%s.", remedy);
    }

    default Problem guardNotAsked(String datasource, String why) {
        return Numbered.text(
                        540,
                        "The database behind %s was not asked: %s. What is known of it has not changed.",
                        datasource,
                        why)
                .about(datasource)
                .action("Try again in a few seconds. List the problems to see whether it answers.");
    }

    default Problem instanceDidNotAnswer(int instance, Object session, String why) {
        return Numbered.text(
                        210,
                        "Instance %s did not answer. Poolwarden cannot know whether session %s has ended: %s.",
                        instance,
                        session,
                        why)
                .about(session)
                .action("Try again when the instance answers. If it does not, ask the DBA to restart it or to "
                        + "remove it from the cluster.");
    }

    default Problem sessionNotListed(Object session, int instance, String why) {
        return Numbered.text(
                        211,
                        "The guard finds session %s, but no session of instance %s is listed: %s. Poolwarden cannot "
                                + "tell in which state it is.",
                        session,
                        instance,
                        why)
                .about(session)
                .action("Try again in a few seconds. The list may have been read while the instance did not answer.");
    }

    default Problem noMachine(String datasource) {
        return Numbered.text(
                        208,
                        "The database behind %s does not report this server's machine name. Poolwarden cannot "
                                + "tell which of its sessions are ours, and its leases are UNMATCHED.",
                        datasource)
                .about(datasource)
                .action("Ask the DBA why SYS_CONTEXT('USERENV','HOST') is NULL there.");
    }
}
