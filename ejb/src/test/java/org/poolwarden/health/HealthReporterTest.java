package org.poolwarden.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.health.HealthCheck;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.scan.Ticker;

@DisplayName("The server's MicroProfile Health")
class HealthReporterTest {

    private final Readiness readiness = new Readiness(false, Set.of(), Optional::empty, Ticker.SYSTEM);

    /** As WildFly 28 to 39 has it. */
    public static final class Reporter {

        private final Map<HealthCheck, ClassLoader> checks = new HashMap<>();

        /** Called by name. */
        public void addReadinessCheck(HealthCheck check, ClassLoader loader) {
            checks.put(check, loader);
        }

        /** Called by name. */
        public void removeReadinessCheck(HealthCheck check) {
            checks.remove(check);
        }
    }

    @Test
    @DisplayName("gets one check, with the loader of this deployment, and loses it again")
    void addAndRemove() throws Exception {
        Reporter server = new Reporter();
        HealthReporter reporter = new HealthReporter(server);
        Object check = reporter.add(readiness);
        assertEquals(Map.of(check, HealthReporter.class.getClassLoader()), server.checks);
        reporter.remove(check);
        assertEquals(Map.of(), server.checks);
    }

    @Test
    @DisplayName("is left alone if it is another than we know, or there is no server")
    void another() {
        assertThrows(NoSuchMethodException.class, () -> new HealthReporter("another").add(readiness));
    }
}
