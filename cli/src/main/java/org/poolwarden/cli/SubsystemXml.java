package org.poolwarden.cli;

import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.jboss.as.controller.PathAddress;
import org.jboss.as.controller.operations.common.Util;
import org.jboss.as.controller.parsing.ParseUtils;
import org.jboss.as.controller.persistence.SubsystemMarshallingContext;
import org.jboss.dmr.ModelNode;
import org.jboss.staxmapper.XMLElementReader;
import org.jboss.staxmapper.XMLElementWriter;
import org.jboss.staxmapper.XMLExtendedStreamReader;
import org.jboss.staxmapper.XMLExtendedStreamWriter;

/** The element in standalone.xml. Its XML attributes are the settings. */
final class SubsystemXml implements XMLElementReader<List<ModelNode>>, XMLElementWriter<SubsystemMarshallingContext> {

    static final String NAMESPACE = "urn:poolwarden:poolwarden:1.0";

    @Override
    public void readElement(XMLExtendedStreamReader reader, List<ModelNode> operations) throws XMLStreamException {
        ModelNode add = Util.createAddOperation(PathAddress.pathAddress(PoolwardenSubsystem.PATH));
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            int index = i;
            SettingAttribute setting = SettingAttribute.find(reader.getAttributeLocalName(i))
                    .orElseThrow(() -> ParseUtils.unexpectedAttribute(reader, index));
            setting.definition()
                    .getParser()
                    .parseAndSetParameter(setting.definition(), reader.getAttributeValue(i), add, reader);
        }
        ParseUtils.requireNoContent(reader);
        operations.add(add);
    }

    @Override
    public void writeContent(XMLExtendedStreamWriter writer, SubsystemMarshallingContext context)
            throws XMLStreamException {
        context.startSubsystemElement(NAMESPACE, false);
        for (SettingAttribute setting : SettingAttribute.ALL) {
            setting.definition()
                    .getMarshaller()
                    .marshallAsAttribute(setting.definition(), context.getModelNode(), true, writer);
        }
        writer.writeEndElement();
    }
}
