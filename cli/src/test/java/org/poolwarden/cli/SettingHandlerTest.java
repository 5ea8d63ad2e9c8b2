package org.poolwarden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.jboss.as.controller.AbstractWriteAttributeHandler;
import org.jboss.as.controller.OperationContext;
import org.jboss.as.controller.OperationFailedException;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A setting of the subsystem")
class SettingHandlerTest {

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final FakeWardenMBean fake = new FakeWardenMBean();
    private final List<String> warnings = new ArrayList<>();
    private final OperationContext context = (OperationContext) Proxy.newProxyInstance(
            OperationContext.class.getClassLoader(),
            new Class<?>[] {OperationContext.class},
            (proxy, method, given) -> {
                assertEquals("addResponseWarning", method.getName());
                warnings.add((String) given[1]);
                return null;
            });
    private final SettingHandler settings = new SettingHandler(new WardenMBeanClient(() -> server));

    @AfterEach
    void forget() {
        for (SettingAttribute setting : SettingAttribute.ALL) {
            System.clearProperty(setting.property());
        }
    }

    @Test
    @DisplayName("is a system property for the next deployment, spelled as the EAR reads it")
    void properties() throws Exception {
        for (Map.Entry<String, ModelNode> given : Map.of(
                        "suspect-after", new ModelNode(90),
                        "kill-poll", new ModelNode(200),
                        "history-size", new ModelNode(7),
                        "tracking", new ModelNode("STAMP"),
                        "guard-datasources", new ModelNode().add("java:/A").add("java:/B"))
                .entrySet()) {
            write(given.getKey(), given.getValue());
        }

        assertEquals("PT1M30S", System.getProperty("poolwarden.suspect-after"));
        assertEquals("PT0.2S", System.getProperty("poolwarden.kill-poll"));
        assertEquals("7", System.getProperty("poolwarden.history-size"));
        assertEquals("STAMP", System.getProperty("poolwarden.tracking"));
        assertEquals("java:/A,java:/B", System.getProperty("poolwarden.guard-datasources"));
    }

    @Test
    @DisplayName("gives a property back as it was, once it is undefined")
    void givenBack() throws Exception {
        System.setProperty("poolwarden.mark", "mine");
        write("mark", new ModelNode("shop-1"));
        write("mark", new ModelNode("shop-2"));
        write("busy-grace", new ModelNode(5));

        write("mark", new ModelNode());
        write("busy-grace", new ModelNode());

        assertEquals("mine", System.getProperty("poolwarden.mark"));
        assertNull(System.getProperty("poolwarden.busy-grace"));
    }

    @Test
    @DisplayName("is told to a running EAR, where that can change it")
    void running() throws Exception {
        server.registerMBean(fake, new ObjectName(WardenMBeanClient.NAME));

        write("suspect-after", new ModelNode(90));
        write("tracking", new ModelNode("OFF"));
        write("history-size", new ModelNode(7));

        assertEquals(90L, fake.attributes.get("SuspectAfterSeconds"));
        assertEquals("OFF", fake.attributes.get("Tracking"));
        assertEquals(5, fake.attributes.size(), "nothing of what only a deployment reads");
        assertEquals(
                List.of("history-size counts from the next deployment of poolwarden.ear on: deploy it again, or"
                        + " reload the server."),
                warnings);
    }

    @Test
    @DisplayName("leaves no property behind when the running EAR refuses it")
    void refused() throws Exception {
        server.registerMBean(fake, new ObjectName(WardenMBeanClient.NAME));

        assertThrows(OperationFailedException.class, () -> write("suspect-after", new ModelNode(13)));

        assertNull(System.getProperty("poolwarden.suspect-after"));
    }

    private void write(String attribute, ModelNode value) throws OperationFailedException {
        settings.applyUpdateToRuntime(
                context, null, attribute, value, new ModelNode(), new AbstractWriteAttributeHandler.HandbackHolder<>());
    }
}
