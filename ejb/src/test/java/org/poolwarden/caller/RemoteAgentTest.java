package org.poolwarden.caller;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** In a JVM of its own, for what has once listened in one leaves its thread there. */
@DisplayName("An agent for JMX by the network")
class RemoteAgentTest {

    private Process jvm;

    @BeforeEach
    void start() throws Exception {
        jvm = new ProcessBuilder(
                        bin("java"),
                        "-Djava.rmi.server.hostname=127.0.0.1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AgentWatch.class.getName())
                .redirectErrorStream(true)
                .start();
    }

    @AfterEach
    void stop() throws Exception {
        jvm.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    @Test
    @DisplayName("is not there while only somebody has attached")
    void attached() throws Exception {
        assertTrue(isAbsentAfter(List.of("ManagementAgent.start_local")));
    }

    @Test
    @DisplayName("is not known to be absent while nobody listens: then no call can have come")
    void nobody() throws Exception {
        assertFalse(isAbsentAfter(List.of()));
    }

    @Test
    @DisplayName("is there when it was started at any port, before somebody attached or after it")
    void started() throws Exception {
        assertTrue(isAbsentAfter(List.of("ManagementAgent.start_local")));
        assertFalse(isAbsentAfter(
                List.of("ManagementAgent.start jmxremote.port=0 jmxremote.authenticate=false jmxremote.ssl=false")));
    }

    @Test
    @DisplayName("is there when it was started alone, at a port that the system chose")
    void alone() throws Exception {
        assertFalse(isAbsentAfter(
                List.of("ManagementAgent.start jmxremote.port=0 jmxremote.authenticate=false jmxremote.ssl=false")));
    }

    private boolean isAbsentAfter(List<String> commands) throws Exception {
        for (String command : commands) {
            Process jcmd = new ProcessBuilder(bin("jcmd"), Long.toString(jvm.pid()), command)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(jcmd.getInputStream().readAllBytes());
            assertTrue(jcmd.waitFor() == 0 && said.contains("successfully"), said);
        }
        jvm.outputWriter().append("?\n").flush();
        return Boolean.parseBoolean(jvm.inputReader().readLine());
    }

    private static String bin(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program).toString();
    }
}
