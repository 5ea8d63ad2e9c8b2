package org.poolwarden.logging;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.annotations.FormatWith;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What cannot be told of a lease's session, and what to do about it. Parts of the ranges of {@link Messages}. */
@MessageLogger(projectCode = "PWARDEN", length = 4)
public interface IdentityMessages extends BasicLogger {

    @Message(
            id = 113,
            value = "Several connections of this server call session %s their own, so nobody can tell whose it is. "
                    + "Their leases are UNMATCHED. Use dedicated servers in the URLs of their datasources: a session "
                    + "of a pool of the database's (DRCP) does not stay with its connection.")
    String sharedSession(@FormatWith(Known.class) Object session);

    @Message(
            id = 114,
            value = "No lease of %s can be matched with its session: %s. Give the connection the right machine or "
                    + "user in the datasource itself, and use no proxy user.")
    String poolDisagrees(@FormatWith(Known.class) String pool, @FormatWith(Known.class) String why);

    @Message(
            id = 115,
            value = "No lease of %s can be matched with its session: %s. If the guard's is the pool's database, "
                    + "correct the URL of one of the two datasources; if not, install the guard in the pool's "
                    + "database and add its datasource to poolwarden.guard-datasources.")
    String poolElsewhere(@FormatWith(Known.class) String pool, @FormatWith(Known.class) String why);

    @Message(
            id = 116,
            value = "No lease of %s can be matched with its session: %s. Use one of the drivers that the manual "
                    + "names, or a wrapper of it that answers unwrap.")
    String poolUnreadable(@FormatWith(Known.class) String pool, @FormatWith(Known.class) String why);

    @Message(
            id = 117,
            value = "The server closes by itself what a component leaves open when its call ends, because the cached "
                    + "connection manager is in debug mode. Leaks that it closes are not seen here.")
    String closesLeaks();

    @Message(
            id = 209,
            value = "%s leads to another database that is named %s too, as the one behind %s is; their DBIDs differ. "
                    + "The leases of the second are UNMATCHED. Give one of the two databases another DB_UNIQUE_NAME.")
    String sameName(
            @FormatWith(Known.class) String datasource,
            @FormatWith(Known.class) Object database,
            @FormatWith(Known.class) String first);
}
