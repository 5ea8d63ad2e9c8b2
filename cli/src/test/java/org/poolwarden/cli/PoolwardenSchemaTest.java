package org.poolwarden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import org.jboss.dmr.ModelNode;
import org.jboss.staxmapper.XMLMapper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The subsystem in standalone.xml")
class PoolwardenSchemaTest {

    private static final PoolwardenSchema SCHEMA = PoolwardenSchema.VERSION_1_0;
    private static final String NAMESPACE = SCHEMA.getNamespace().getUri();
    private static final Map<String, String> ATTRIBUTES = new TreeMap<>(Map.ofEntries(
            Map.entry("guard-datasources", "java:/A java:/B"),
            Map.entry("guard-schema", "SYS"),
            Map.entry("suspect-after", "90"),
            Map.entry("busy-grace", "${grace:5}"),
            Map.entry("scan-every", "20"),
            Map.entry("tracking", "STAMP"),
            Map.entry("mark", "shop-1"),
            Map.entry("orphan-after", "300"),
            Map.entry("kill-stuck", "120"),
            Map.entry("kill-timeout", "3600"),
            Map.entry("kill-poll", "200"),
            Map.entry("history-size", "10")));

    @Test
    @DisplayName("is one add operation with every setting")
    void everySetting() throws Exception {
        StringBuilder xml = new StringBuilder("<subsystem xmlns=\"" + NAMESPACE + "\"");
        ATTRIBUTES.forEach((name, value) ->
                xml.append(' ').append(name).append("=\"").append(value).append('"'));

        ModelNode add = parse(xml.append("/>").toString());

        assertEquals(Setting.values().length, ATTRIBUTES.size());
        assertEquals("add", add.get("operation").asString());
        assertEquals("subsystem=poolwarden", path(add));
        assertEquals(
                List.of(new ModelNode("java:/A"), new ModelNode("java:/B")),
                add.get("guard-datasources").asList());
        assertEquals("${grace:5}", add.get("busy-grace").asString());
    }

    @Test
    @DisplayName("may have no setting at all, and no other attribute")
    void nothing() throws Exception {
        ModelNode add = parse("<subsystem xmlns=\"" + NAMESPACE + "\"/>");

        assertEquals("subsystem=poolwarden", path(add));
        assertEquals("urn:poolwarden:poolwarden:1.0", NAMESPACE);
        assertThrows(XMLStreamException.class, () -> parse("<subsystem xmlns=\"" + NAMESPACE + "\" suspect=\"1\"/>"));
    }

    private static String path(ModelNode add) {
        return add.get("address").get(0).asProperty().getName() + "="
                + add.get("address").get(0).asProperty().getValue().asString();
    }

    private static ModelNode parse(String xml) throws XMLStreamException {
        XMLMapper mapper = XMLMapper.Factory.create();
        mapper.registerRootElement(new QName(NAMESPACE, "subsystem"), SCHEMA);
        List<ModelNode> operations = new ArrayList<>();
        mapper.parseDocument(operations, XMLInputFactory.newInstance().createXMLStreamReader(new StringReader(xml)));
        assertEquals(1, operations.size(), operations.toString());
        return operations.get(0);
    }
}
