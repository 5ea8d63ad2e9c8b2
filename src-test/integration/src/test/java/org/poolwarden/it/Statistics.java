package org.poolwarden.it;

import java.io.IOException;
import javax.management.JMException;
import javax.management.ObjectName;

/** WildFly's own statistics of a pool, over JMX: what Poolwarden says is checked against them. */
final class Statistics {

    private Statistics() {}

    static String of(Warden warden, String dataSource, String attribute) throws JMException, IOException {
        ObjectName name =
                new ObjectName("jboss.as:subsystem=datasources,data-source=" + dataSource + ",statistics=pool");
        return String.valueOf(warden.server().getAttribute(name, attribute));
    }
}
