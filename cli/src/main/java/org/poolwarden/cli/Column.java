package org.poolwarden.cli;

import java.util.Date;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.management.openmbean.CompositeData;
import org.jboss.as.controller.AbstractAttributeDefinitionBuilder;
import org.jboss.as.controller.AttributeDefinition;
import org.jboss.as.controller.PrimitiveListAttributeDefinition;
import org.jboss.as.controller.SimpleAttributeDefinitionBuilder;
import org.jboss.dmr.ModelNode;
import org.jboss.dmr.ModelType;

/** One column of a reply, in the model's spelling: {@code lease-id} there is {@code leaseId} in the MBean's data. */
record Column(String name, ModelType type) {

    private static final Pattern HYPHEN = Pattern.compile("-(.)");

    AttributeDefinition definition() {
        return builder().build();
    }

    /** A LIST is one of strings. */
    AbstractAttributeDefinitionBuilder<?, ? extends AttributeDefinition> builder() {
        return type == ModelType.LIST
                ? new PrimitiveListAttributeDefinition.Builder(name, ModelType.STRING).setRequired(false)
                : new SimpleAttributeDefinitionBuilder(name, type, true);
    }

    /** Undefined where the MBean has null, or is of a version that does not know the column. */
    ModelNode value(CompositeData data) {
        return value(data.containsKey(item()) ? data.get(item()) : null);
    }

    /** Undefined for null; a time as ISO-8601. */
    ModelNode value(Object item) {
        ModelNode value = new ModelNode();
        if (item == null) {
            return value;
        }
        return switch (type) {
            case LONG -> value.set(((Number) item).longValue());
            case INT -> value.set(((Number) item).intValue());
            case BOOLEAN -> value.set((Boolean) item);
            case LIST -> list((String[]) item);
            default -> value.set(item instanceof Date date ? date.toInstant().toString() : item.toString());
        };
    }

    static ModelNode list(String[] lines) {
        ModelNode list = new ModelNode().setEmptyList();
        for (String line : lines) {
            list.add(line);
        }
        return list;
    }

    private String item() {
        return HYPHEN.matcher(name).replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
    }
}
