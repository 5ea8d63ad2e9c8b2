package org.poolwarden.server;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The first step of {@code mvn -Prun}: says what comes and how long it takes, and ends Maven with a sentence for each
 * thing that would make it fail later.
 *
 * <p>The root project compiles this class and the three that it uses before it builds anything else, and for Java 11,
 * so that a Java that is too old is told by us and not by the compiler.
 */
final class Preflight {

    private static final int JAVA = 17;
    private static final String MAVEN = "3.8.7";
    /** HTTP, HTTPS, management, console. */
    private static final int[] PORTS = {8080, 8443, 9990, 9995};

    private static final int LAST_PORT = 65_535;
    private static final int OFFSET_STEP = 100;
    private static final long MEGABYTE = 1024L * 1024;
    private static final long NEEDED_MEGABYTES = 1024;
    /** WildFly's scripts read the first three in a way of their own; the fourth separates directories of modules. */
    private static final String BAD_IN_PATHS = "\"$`:";

    private final Machine machine;

    Preflight(Machine machine) {
        this.machine = machine;
    }

    /** Started by Maven with {@code poolwarden.project}, {@code poolwarden.wildfly} and {@code poolwarden.maven}. */
    @AllowedApi(reason = "a program for a terminal talks to the terminal, and ends Maven without Maven's own essay")
    public static void main(String[] arguments) {
        PrintStream out = System.out;
        Path project = Path.of(System.getProperty("poolwarden.project"));
        Preflight preflight = new Preflight(Machine.here(project, System.getProperty("poolwarden.maven")));
        List<String> problems = preflight.problems(System.getProperty("port.offset"));
        if (!problems.isEmpty()) {
            problems.forEach(out::println);
            System.exit(1);
        }
        boolean first = !Files.isDirectory(Path.of(System.getProperty("poolwarden.wildfly")));
        out.println(announcement(first));
        System.setOut(new QuietOutput(out));
    }

    static String announcement(boolean first) {
        return "Building Poolwarden and starting a demo server. "
                + (first
                        ? "The first start takes about a minute, and longer while Maven downloads what it does not have"
                                + " (600 MB at most); later starts take half a minute."
                        : "This takes about half a minute.");
    }

    /**
     * What is in the way, each as one sentence and what to do about it; empty if nothing is.
     *
     * @param portOffset as it was given to Maven
     */
    List<String> problems(String portOffset) {
        List<String> problems = new ArrayList<>();
        if (machine.java() < JAVA) {
            problems.add("Maven runs on Java " + machine.java() + " (" + machine.javaHome() + "), and Poolwarden needs "
                    + JAVA + " or later: set JAVA_HOME to a JDK " + JAVA + ".");
        }
        if (isOlder(machine.maven(), MAVEN)) {
            problems.add("This is Maven " + machine.maven() + ", and Poolwarden needs " + MAVEN
                    + " or later: install a newer Maven.");
        }
        if (!machine.has("node") || !machine.has("npm")) {
            problems.add(
                    "Node.js with npm is missing, which builds the console's style sheet: install Node.js 18 or later,"
                            + " such as Debian's packages nodejs and npm.");
        }
        path(problems);
        if (machine.freeBytes() < NEEDED_MEGABYTES * MEGABYTE) {
            problems.add("Only " + machine.freeBytes() / MEGABYTE + " MB are free in " + machine.project()
                    + ", and the demo server needs " + NEEDED_MEGABYTES + " MB: make room, or clone to another disk.");
        }
        ports(portOffset, problems);
        return problems;
    }

    private void path(List<String> problems) {
        String path = machine.project().toString();
        path.chars()
                .filter(c -> BAD_IN_PATHS.indexOf(c) >= 0)
                .findFirst()
                .ifPresent(c -> problems.add("WildFly's scripts do not work in a path with the character " + (char) c
                        + " (" + path + "): clone to another directory."));
    }

    private void ports(String given, List<String> problems) {
        if (!given.matches("[0-9]{1,5}") || !isOffset(Integer.parseInt(given))) {
            problems.add("-Dport.offset=" + given + " is not a port offset: give a number from 0 to "
                    + (LAST_PORT - highestPort()) + ".");
            return;
        }
        int offset = Integer.parseInt(given);
        String taken = IntStream.of(PORTS)
                .map(port -> port + offset)
                .filter(port -> !machine.isFree(port))
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(" and "));
        if (!taken.isEmpty()) {
            problems.add("In use on this machine: port " + taken + ". End what uses it, or start with mvn -Prun"
                    + " -Dport.offset=" + freeOffset(offset) + ".");
        }
    }

    /** The next one in steps of a hundred whose ports are all free; if none is, the next one. */
    private int freeOffset(int taken) {
        return IntStream.iterate(taken + OFFSET_STEP, Preflight::isOffset, offset -> offset + OFFSET_STEP)
                .filter(offset -> IntStream.of(PORTS).allMatch(port -> machine.isFree(port + offset)))
                .findFirst()
                .orElse(taken + OFFSET_STEP);
    }

    private static boolean isOffset(int offset) {
        return highestPort() + offset <= LAST_PORT;
    }

    private static int highestPort() {
        return IntStream.of(PORTS).max().orElseThrow();
    }

    private static boolean isOlder(String version, String than) {
        int[] left = numbers(version);
        int[] right = numbers(than);
        for (int i = 0; i < right.length; i++) {
            int number = i < left.length ? left[i] : 0;
            if (number != right[i]) {
                return number < right[i];
            }
        }
        return false;
    }

    /** The numbers before any qualifier: 4.0.0-rc-3 is 4, 0, 0. */
    private static int[] numbers(String version) {
        return List.of(version.replaceFirst("[^0-9.].*", "").split("\\.")).stream()
                .filter(number -> !number.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}
