package org.poolwarden.it;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;

/**
 * What the server and this process, in which the stand-in runs, have taken so far.
 *
 * @param serverMillis of the processors, garbage collection included
 * @param standInMillis of the processors, with all that this test does itself
 * @param collections of the server's garbage
 * @param collectionMillis how long these lasted in all
 */
record ProcessCosts(long serverMillis, long standInMillis, long collections, long collectionMillis) {

    private static final String SYSTEM = "java.lang:type=OperatingSystem";

    static ProcessCosts now(MBeanServerConnection server) throws JMException, IOException {
        long collections = 0;
        long millis = 0;
        Set<ObjectName> collectors = server.queryNames(new ObjectName("java.lang:type=GarbageCollector,*"), null);
        for (ObjectName collector : collectors) {
            collections += (Long) server.getAttribute(collector, "CollectionCount");
            millis += (Long) server.getAttribute(collector, "CollectionTime");
        }
        return new ProcessCosts(
                cpuMillis(server), cpuMillis(ManagementFactory.getPlatformMBeanServer()), collections, millis);
    }

    private static long cpuMillis(MBeanServerConnection process) throws JMException, IOException {
        return TimeUnit.NANOSECONDS.toMillis((Long) process.getAttribute(new ObjectName(SYSTEM), "ProcessCpuTime"));
    }

    ProcessCosts since(ProcessCosts before) {
        return new ProcessCosts(
                serverMillis - before.serverMillis,
                standInMillis - before.standInMillis,
                collections - before.collections,
                collectionMillis - before.collectionMillis);
    }

    @Override
    public String toString() {
        return "the server took " + serverMillis + " ms (" + collections + " collections of garbage of "
                + collectionMillis + " ms in all), the stand-in " + standInMillis + " ms";
    }
}
