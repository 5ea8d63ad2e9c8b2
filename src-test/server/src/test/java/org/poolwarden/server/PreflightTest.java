package org.poolwarden.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Before mvn -Prun builds anything,")
class PreflightTest {

    private static final long PLENTY = 5L << 30;
    private static final Fake GOOD = new Fake(17, "3.8.7", "/home/a/poolwarden", PLENTY, Set.of());

    @Test
    @DisplayName("a good machine passes")
    void good() {
        assertEquals(List.of(), problems(GOOD, "0"));
    }

    @Test
    @DisplayName("a taken port is named, with an offset that is free")
    void takenPort() {
        assertEquals(
                List.of("In use on this machine: port 8080 and 9990. End what uses it, or start with mvn -Prun"
                        + " -Dport.offset=200."),
                problems(GOOD.taken(8080, 9990, 8180), "0"));
    }

    @Test
    @DisplayName("the ports are those with the offset")
    void offset() {
        assertEquals(List.of(), problems(GOOD.taken(8080, 9990), "7"));
        assertTrue(problems(GOOD.taken(8450), "7").get(0).contains("port 8450."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "x", "55541", "99999", "1000000000000"})
    @DisplayName("what is not an offset is refused")
    void noOffset(String given) {
        assertEquals(
                List.of("-Dport.offset=" + given + " is not a port offset: give a number from 0 to 55540."),
                problems(GOOD, given));
    }

    @Test
    @DisplayName("the largest offset is none too many")
    void largestOffset() {
        assertEquals(List.of(), problems(GOOD, "55540"));
    }

    @Test
    @DisplayName("a Java that is too old is told with where it is")
    void oldJava() {
        assertEquals(
                List.of("Maven runs on Java 16 (/opt/java), and Poolwarden needs 17 or later: set JAVA_HOME to a JDK"
                        + " 17."),
                problems(new Fake(16, "3.8.7", "/home/a", PLENTY, Set.of()), "0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.6.3", "3.8.6", "2.9", "3"})
    @DisplayName("a Maven that is too old is told")
    void oldMaven(String version) {
        assertEquals(
                List.of("This is Maven " + version + ", and Poolwarden needs 3.8.7 or later: install a newer Maven."),
                problems(new Fake(17, version, "/home/a", PLENTY, Set.of()), "0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.8.7", "3.8.10", "3.9", "4.0.0-rc-3", "4"})
    @DisplayName("a newer Maven passes")
    void newMaven(String version) {
        assertEquals(List.of(), problems(new Fake(25, version, "/home/a", PLENTY, Set.of()), "0"));
    }

    @Test
    @DisplayName("a path with a space passes")
    void space() {
        assertEquals(List.of(), problems(new Fake(17, "3.8.7", "/home/a b/Pool warden", PLENTY, Set.of()), "0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {":", "$", "\"", "`"})
    @DisplayName("a path that WildFly's scripts cannot take is told")
    void badPath(String character) {
        assertEquals(
                List.of("WildFly's scripts do not work in a path with the character " + character + " (/home/a"
                        + character + "b): clone to another directory."),
                problems(new Fake(17, "3.8.7", "/home/a" + character + "b", PLENTY, Set.of()), "0"));
    }

    @Test
    @DisplayName("too little disk is told")
    void disk() {
        assertEquals(
                List.of("Only 100 MB are free in /home/a, and the demo server needs 1024 MB: make room, or clone to"
                        + " another disk."),
                problems(new Fake(17, "3.8.7", "/home/a", 100L << 20, Set.of()), "0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"node", "npm"})
    @DisplayName("a machine without Node.js or npm is told what to install")
    void noNode(String program) {
        assertEquals(
                List.of("Node.js with npm is missing, which builds the console's style sheet: install Node.js 18 or"
                        + " later, such as Debian's packages nodejs and npm."),
                problems(new Fake(17, "3.8.7", "/without-" + program, PLENTY, Set.of()), "0"));
    }

    @Test
    @DisplayName("every problem is told at once")
    void all() {
        assertEquals(
                4,
                problems(new Fake(11, "3.0", "/home/a", 0, Set.of(8080)), "0").size());
    }

    @Test
    @DisplayName("a real port counts as free only while nobody listens on it")
    void realPort() throws IOException {
        Machine machine = Machine.here(Path.of("."), "3.8.7");
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
            assertFalse(machine.isFree(port));
        }
        assertTrue(machine.isFree(port));
    }

    private static List<String> problems(Machine machine, String offset) {
        return new Preflight(machine).problems(offset);
    }

    private record Fake(int java, String maven, String directory, long freeBytes, Set<Integer> taken)
            implements Machine {

        @Override
        public boolean has(String program) {
            return !directory.endsWith("without-" + program);
        }

        Fake taken(Integer... ports) {
            return new Fake(java, maven, directory, freeBytes, Set.of(ports));
        }

        @Override
        public String javaHome() {
            return "/opt/java";
        }

        @Override
        public Path project() {
            return Path.of(directory);
        }

        @Override
        public boolean isFree(int port) {
            return !taken.contains(port);
        }
    }
}
