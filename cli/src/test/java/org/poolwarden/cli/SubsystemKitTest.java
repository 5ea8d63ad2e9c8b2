package org.poolwarden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.jboss.as.controller.RunningMode;
import org.jboss.as.subsystem.test.AbstractSubsystemSchemaTest;
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
class SubsystemKitTest extends AbstractSubsystemSchemaTest<PoolwardenSchema> {

    private static final String EVERY_SETTING = "every-setting.xml";
    private static final String EMPTY = "<subsystem xmlns=\"urn:poolwarden:poolwarden:1.0\"/>";

    SubsystemKitTest() {
        super(
                PoolwardenExtension.REGISTRATION.getName(),
                new PoolwardenExtension(),
                PoolwardenSchema.VERSION_1_0,
                PoolwardenSchema.VERSION_1_0);
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
        for (Setting setting : Setting.values()) {
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
        for (Setting setting : Setting.values()) {
            assertTrue(add.hasDefined(setting.definition().getName()), setting.name());
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
    void running() throws Exception {
        KernelServices services = boot(getSubsystemXml(), new AdditionalInitialization() {
            @Override
            protected RunningMode getRunningMode() {
                return RunningMode.NORMAL;
            }
        });

        assertTrue(services.isSuccessfulBoot());
        assertEquals("PT1M30S", System.getProperty("poolwarden.suspect-after"));
        assertEquals("java:/A,java:/B", System.getProperty("poolwarden.guard-datasources"));
        ModelNode failed = services.executeOperation(operation("list-leaks"));
        assertEquals("failed", failed.get("outcome").asString(), failed::toString);
        assertTrue(failed.get("failure-description").asString().contains(Warden.NOT_DEPLOYED), failed::toString);
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
