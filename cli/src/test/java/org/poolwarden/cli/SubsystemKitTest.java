package org.poolwarden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.xml.stream.XMLStreamException;
import org.jboss.as.controller.RunningMode;
import org.jboss.as.subsystem.test.AbstractSubsystemBaseTest;
import org.jboss.as.subsystem.test.AdditionalInitialization;
import org.jboss.as.subsystem.test.KernelServices;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The subsystem, in WildFly's own test kit")
class SubsystemKitTest extends AbstractSubsystemBaseTest {

    private static final String EVERY_SETTING = "every-setting.xml";
    private static final String EMPTY = "<subsystem xmlns=\"urn:poolwarden:poolwarden:1.0\"/>";

    SubsystemKitTest() {
        super(PoolwardenExtension.NAME, new PoolwardenExtension());
    }

    @BeforeEach
    @Override
    public void initializeParser() throws Exception {
        super.initializeParser();
    }

    @AfterEach
    @Override
    public void cleanup() throws Exception {
        super.cleanup();
        for (SettingAttribute setting : SettingAttribute.ALL) {
            System.clearProperty(setting.property());
        }
    }

    @Override
    protected String getSubsystemXml() throws IOException {
        return readResource(EVERY_SETTING);
    }

    @Test
    @DisplayName("is the same after it was written and read again, with every setting; is described and removed whole")
    @Override
    public void testSubsystem() throws Exception {
        super.testSubsystem();

        ModelNode add = parse(getSubsystemXml()).get(0);
        for (SettingAttribute setting : SettingAttribute.ALL) {
            assertTrue(add.hasDefined(setting.definition().getName()), setting.property());
        }
    }

    @Test
    @DisplayName("takes an expression for every setting, keeps it, and means its value")
    void expressions() throws Exception {
        standardSubsystemTest("expressions.xml", EVERY_SETTING);
    }

    @Test
    @DisplayName("may be empty, and stays so")
    void empty() throws Exception {
        KernelServices services = boot(EMPTY, createAdditionalInitialization());

        assertTrue(services.isSuccessfulBoot());
        compareXml(null, normalizeXML(EMPTY), normalizeXML(services.getPersistedSubsystemXml()));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("is refused with what it does not know")
    @ValueSource(
            strings = {
                "<subsystem xmlns=\"urn:poolwarden:poolwarden:1.0\" suspect=\"1\"/>",
                "<subsystem xmlns=\"urn:poolwarden:poolwarden:1.0\"><pool/></subsystem>",
                "<subsystem xmlns=\"urn:poolwarden:poolwarden:1.0\">text</subsystem>",
                "<subsystem xmlns=\"urn:poolwarden:poolwarden:9.0\"/>"
            })
    void unknown(String xml) {
        assertThrows(XMLStreamException.class, () -> parse(xml));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("does not boot with a value that is none, and leaves no property behind")
    @ValueSource(
            strings = {
                "guard-schema=\"\"",
                "suspect-after=\"soon\"",
                "suspect-after=\"0\"",
                "busy-grace=\"-1\"",
                "scan-every=\"3601\"",
                "tracking=\"ALL\"",
                "orphan-after=\"0\"",
                "kill-stuck=\"0\"",
                "kill-timeout=\"0\"",
                "kill-poll=\"49\"",
                "history-size=\"0\""
            })
    void badValues(String attribute) throws Exception {
        String xml = EMPTY.replace("/>", " mark=\"shop-1\" " + attribute + "/>");

        assertFalse(boots(xml), xml);
        assertNull(System.getProperty("poolwarden.mark"));
    }

    @Test
    @DisplayName("tells a running server's settings to the EAR that is deployed later, and says that it is not there")
    void settingsOfARunningServer() throws Exception {
        KernelServices services = boot(getSubsystemXml(), running());

        assertTrue(services.isSuccessfulBoot());
        assertEquals("PT1M30S", System.getProperty("poolwarden.suspect-after"));
        assertEquals("java:/A,java:/B", System.getProperty("poolwarden.guard-datasources"));
        ModelNode failed = services.executeOperation(operation("list-leaks"));
        assertEquals("failed", failed.get("outcome").asString(), failed::toString);
        assertTrue(
                failed.get("failure-description").asString().contains(WardenMBeanClient.NOT_DEPLOYED),
                failed::toString);
    }

    @Test
    @DisplayName("takes a setting back from the EAR that runs when a later step of the same operation is refused")
    void composite() throws Exception {
        deployed(fake -> {
            KernelServices services = boot(EMPTY, running());
            ModelNode composite = new ModelNode();
            composite.get("operation").set("composite");
            composite.get("address").setEmptyList();
            composite.get("steps").add(write("suspect-after", 90));
            composite.get("steps").add(write("busy-grace", 13));

            ModelNode answer = services.executeOperation(composite);

            assertEquals("failed", answer.get("outcome").asString(), answer::toString);
            assertTrue(answer.get("failure-description").asString().contains("PWARDEN0429"), answer::toString);
            assertEquals(300L, fake.attributes.get("SuspectAfterSeconds"));
            assertNull(System.getProperty("poolwarden.suspect-after"));
            compareXml(null, normalizeXML(EMPTY), normalizeXML(services.getPersistedSubsystemXml()));
        });
    }

    @Test
    @DisplayName("warns that a setting counts only from the EAR's next deployment on, and wants no reload")
    void later() throws Exception {
        deployed(fake -> {
            KernelServices services = boot(EMPTY, running());

            ModelNode later = services.executeOperation(write("kill-stuck", 60));
            ModelNode atOnce = services.executeOperation(write("suspect-after", 90));

            assertEquals("success", later.get("outcome").asString(), later::toString);
            assertTrue(
                    later.get("response-headers", "warnings").asString().contains("kill-stuck counts from the next"),
                    later::toString);
            assertFalse(later.get("response-headers").has("operation-requires-reload"), later::toString);
            assertFalse(atOnce.get("response-headers").hasDefined("warnings"), atOnce::toString);
            ModelNode undefine = operation("undefine-attribute");
            undefine.get("name").set("suspect-after");
            assertTrue(services.executeOperation(undefine).toString().contains("suspect-after counts from the next"));
        });
    }

    @Test
    @DisplayName("says of no setting that it counts later while the EAR is not there")
    void notDeployed() throws Exception {
        ModelNode answer = boot(EMPTY, running()).executeOperation(write("kill-stuck", 60));

        assertEquals("success", answer.get("outcome").asString(), answer::toString);
        assertFalse(answer.get("response-headers").hasDefined("warnings"), answer::toString);
    }

    /** While an EAR runs that refuses 13. */
    private static void deployed(Scene scene) throws Exception {
        FakeWardenMBean fake = new FakeWardenMBean();
        fake.attributes.put("SuspectAfterSeconds", 300L);
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName(WardenMBeanClient.NAME);
        server.registerMBean(fake, name);
        try {
            scene.play(fake);
        } finally {
            server.unregisterMBean(name);
        }
    }

    private static AdditionalInitialization running() {
        return new AdditionalInitialization() {
            @Override
            protected RunningMode getRunningMode() {
                return RunningMode.NORMAL;
            }
        };
    }

    private static ModelNode write(String attribute, int value) {
        ModelNode write = operation("write-attribute");
        write.get("name").set(attribute);
        write.get("value").set(value);
        return write;
    }

    private interface Scene {
        void play(FakeWardenMBean fake) throws Exception;
    }

    private boolean boots(String xml) throws Exception {
        List<ModelNode> add;
        try {
            add = parse(xml);
        } catch (XMLStreamException refused) {
            return false;
        }
        return createKernelServicesBuilder(createAdditionalInitialization())
                .setBootOperations(add)
                .build()
                .isSuccessfulBoot();
    }

    private KernelServices boot(String xml, AdditionalInitialization server) throws Exception {
        return createKernelServicesBuilder(server).setSubsystemXml(xml).build();
    }

    private static ModelNode operation(String name) {
        ModelNode operation = new ModelNode();
        operation.get("operation").set(name);
        operation.get("address").add("subsystem", "poolwarden");
        return operation;
    }
}
