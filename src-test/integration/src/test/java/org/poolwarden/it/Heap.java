package org.poolwarden.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/** What is alive in the server's JVM, asked of the JVM itself. */
public final class Heap {

    private final MBeanServerConnection server;

    public Heap(MBeanServerConnection server) {
        this.server = server;
    }

    /** How many objects of a class are reachable; the JVM collects its garbage first. */
    public long instances(String className) throws JMException, IOException {
        return diagnose("gcClassHistogram")
                .lines()
                .map(line -> line.trim().split("\\s+"))
                .filter(columns -> columns.length >= 4 && columns[3].equals(className))
                .mapToLong(columns -> Long.parseLong(columns[1]))
                .sum();
    }

    /** In how many class loaders a class is loaded, after the garbage was collected. */
    public long loaders(String className) throws JMException, IOException {
        server.invoke(new ObjectName("java.lang:type=Memory"), "gc", null, null);
        return diagnose("vmClassHierarchy")
                .lines()
                .filter(line -> line.contains(className + "/"))
                .count();
    }

    /** Names of live threads that begin so. */
    public List<String> threads(String beginning) throws JMException, IOException {
        CompositeData[] threads = (CompositeData[]) server.invoke(
                new ObjectName("java.lang:type=Threading"),
                "dumpAllThreads",
                new Object[] {false, false},
                new String[] {"boolean", "boolean"});
        return Arrays.stream(threads)
                .map(thread -> (String) thread.get("threadName"))
                .filter(name -> name.startsWith(beginning))
                .toList();
    }

    /** Writes all that is reachable to a file that must not exist yet. */
    public void dump(Path file) throws JMException, IOException {
        server.invoke(
                new ObjectName("com.sun.management:type=HotSpotDiagnostic"),
                "dumpHeap",
                new Object[] {file.toAbsolutePath().toString(), true},
                new String[] {String.class.getName(), "boolean"});
    }

    private String diagnose(String command) throws JMException, IOException {
        return (String) server.invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                command,
                new Object[] {new String[0]},
                new String[] {String[].class.getName()});
    }
}
