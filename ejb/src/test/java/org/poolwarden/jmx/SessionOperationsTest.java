package org.poolwarden.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.SessionChoice;

@DisplayName("Over JMX a session without a lease")
class SessionOperationsTest {

    private static final String TEXT = String.class.getName();
    private static final String[] KILL = {TEXT, "int", "int", "int", TEXT, TEXT, "int", TEXT, TEXT};
    private static final String[] PREVIEW = Arrays.copyOf(KILL, 5);

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final FakeWarden warden = new FakeWarden();
    private ObjectName name;

    @BeforeEach
    void register() throws JMException {
        name = new ObjectName(WardenJmx.NAME);
        server.registerMBean(WardenJmx.of(new ManagementContext(warden, new FakeFleet(), "1.0")), name);
    }

    @Test
    @DisplayName("is named by its numbers, and is foreign only if the caller says YES")
    void named() throws JMException {
        assertEquals("k-2", kill(""));
        kill(" yes ");
        assertEquals(
                List.of(new SessionChoice("", 1, 46, 99, false), new SessionChoice("", 1, 46, 99, true)),
                warden.chosen);
        assertEquals(List.of(KillMode.KILL), warden.asked.get(0).modes());
        assertRefused("PWARDEN0446", "maybe");
        assertEquals(2, warden.chosen.size());
    }

    @Test
    @DisplayName("has a preview that begins with the answer")
    void previewed() throws JMException {
        Object[] given = {"", 1, 46, 99, "NO"};
        assertEquals("DENIED", ((String[]) server.invoke(name, "previewSession", given, PREVIEW))[0]);
        given[4] = "YES";
        assertEquals("ALLOWED", ((String[]) server.invoke(name, "previewSession", given, PREVIEW))[0]);
    }

    @Test
    @DisplayName("is ended by a known caller only")
    void anonymous() {
        warden.caller = Optional.empty();
        assertRefused("PWARDEN0407", "NO");
        assertTrue(warden.asked.isEmpty());
    }

    private void assertRefused(String number, String foreign) {
        RuntimeMBeanException thrown = assertThrows(RuntimeMBeanException.class, () -> kill(foreign));
        assertTrue(thrown.getCause().getMessage().startsWith(number), thrown::toString);
    }

    private Object kill(String foreign) throws JMException {
        return server.invoke(
                name, "killSession", new Object[] {"", 1, 46, 99, foreign, "KILL", 0, "it blocks", ""}, KILL);
    }
}
