package org.poolwarden.logging;

import org.jboss.logging.annotations.MessageBundle;
import org.poolwarden.request.Problem;

/**
 * Why a lease cannot be told from another, or is not seen at all: parts of 100 to 299. Reached through
 * {@link Messages#LOG}, as all others.
 */
@MessageBundle(projectCode = "PWARDEN", length = 4)
interface IdentityProblems {

    default Problem sharedSession(Object session) {
        return Numbered.text(
                        113,
                        "Several connections of this server call session %s their own, so nobody can tell whose it "
                                + "is. Their leases are UNMATCHED.",
                        session)
                .about(session)
                .action("Use dedicated servers in the URLs of their datasources. A session of the database's own "
                        + "pool (DRCP) does not stay with its connection.");
    }

    default Problem poolDisagrees(String pool, String why) {
        return Numbered.text(114, "No lease of %s can be matched with its session: %s.", pool, why)
                .about(pool)
                .action("Set v$session.machine in the datasource itself if it is to be another name than the host's, "
                        + "not in the guard's datasource, and use no proxy user.");
    }

    default Problem poolElsewhere(String pool, String why) {
        return Numbered.text(115, "No lease of %s can be matched with its session: %s.", pool, why)
                .about(pool)
                .action("If the guard is that of the pool's database, correct the URL of one of the two datasources. "
                        + "If it is not, install the guard in the pool's database and add its datasource to "
                        + "poolwarden.guard-datasources.");
    }

    default Problem poolUnreadable(String pool, String why) {
        return Numbered.text(116, "No lease of %s can be matched with its session: %s.", pool, why)
                .about(pool)
                .action("Use one of the drivers that the manual names in doc/install.md, \"Before you start\", or a "
                        + "wrapper of it that answers unwrap.");
    }

    default Problem closesLeaks() {
        return Numbered.text(
                        117,
                        "The server closes by itself what a component leaves open when its call ends, because its "
                                + "cached connection manager is in debug mode. Poolwarden does not see the leaks that "
                                + "it closes.")
                .about("this server")
                .action("To find them, switch that debug mode off.");
    }

    default Problem markElsewhere(String mark, int sessions, Object first, String machine) {
        return Numbered.text(
                        126,
                        "This server's mark %s is also on sessions of somebody else: %s, among them %s from %s. "
                                + "While they are there, no session is called an ORPHAN by this mark.",
                        mark,
                        sessions,
                        first,
                        machine)
                .about("this server")
                .action("Give each server a mark of its own, in its datasources and in poolwarden.mark, such as "
                        + "poolwarden-${jboss.node.name}.");
    }

    default Problem otherSource(int sessions, String process) {
        return Numbered.text(
                        127,
                        "Sessions that this server's process %s opened, and no pool that Poolwarden watches: %s.",
                        process,
                        sessions)
                .about("this server")
                .action("List the sessions to see them. An application that opens connections by itself, or a pool "
                        + "that it brings with it, should use a datasource of the server instead.");
    }

    default Problem sameName(String datasource, Object database, String first) {
        return Numbered.text(
                        209,
                        "%s leads to another database that is named %s too, as the one behind %s is; their DBIDs "
                                + "differ. The leases of the second are UNMATCHED.",
                        datasource,
                        database,
                        first)
                .about(datasource)
                .action("Give one of the two databases another DB_UNIQUE_NAME.");
    }
}
