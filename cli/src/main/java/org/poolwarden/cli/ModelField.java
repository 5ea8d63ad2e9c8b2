package org.poolwarden.cli;

import java.util.Date;
import javax.management.openmbean.CompositeData;
import org.jboss.as.controller.AbstractAttributeDefinitionBuilder;
import org.jboss.as.controller.AttributeDefinition;
import org.jboss.as.controller.PrimitiveListAttributeDefinition;
import org.jboss.as.controller.SimpleAttributeDefinitionBuilder;
import org.jboss.as.controller.client.helpers.MeasurementUnit;
import org.jboss.dmr.ModelNode;
import org.jboss.dmr.ModelType;
import org.poolwarden.contract.Field;
import org.poolwarden.contract.FieldType;
import org.poolwarden.contract.Spelling;
import org.poolwarden.contract.Unit;

/** A field of the contract in the management model: a column of a reply, or a runtime attribute. */
record ModelField(Field field) {

    /** The name with hyphens, such as {@code lease-id}. */
    String name() {
        return Spelling.hyphenated(field.name());
    }

    /** The name of the MBean's attribute that has the value. */
    String beanAttribute() {
        return Spelling.upperCamel(field.name());
    }

    /** The field as a column of a reply. */
    AttributeDefinition column(boolean nillable) {
        return builder(nillable).build();
    }

    /** The field as a runtime attribute. It is undefined while the EAR is absent, also if the field is never null. */
    AttributeDefinition runtimeAttribute() {
        return builder(true).setStorageRuntime().build();
    }

    /** Whether the server's metrics can carry it: a number. */
    boolean isNumber() {
        return field.type() == FieldType.INT || field.type() == FieldType.LONG;
    }

    /**
     * A number as a runtime attribute that is a metric. It has no unit: the server's metrics would put the unit behind
     * the name, which says it already.
     */
    AttributeDefinition metric() {
        return new SimpleAttributeDefinitionBuilder(name(), type(field.type()), true)
                .setStorageRuntime()
                .build();
    }

    private AbstractAttributeDefinitionBuilder<?, ? extends AttributeDefinition> builder(boolean nillable) {
        return field.type() == FieldType.LINES
                ? new PrimitiveListAttributeDefinition.Builder(name(), ModelType.STRING).setRequired(!nillable)
                : new SimpleAttributeDefinitionBuilder(name(), type(field.type()), nillable)
                        .setMeasurementUnit(unit(field.unit()));
    }

    /** The type in the model. It has none for a time, which becomes text. */
    static ModelType type(FieldType type) {
        return switch (type) {
            case TEXT, TIME -> ModelType.STRING;
            case INT -> ModelType.INT;
            case LONG -> ModelType.LONG;
            case FLAG -> ModelType.BOOLEAN;
            case LINES -> ModelType.LIST;
        };
    }

    /** The unit in the model. NONE for null. */
    static MeasurementUnit unit(Unit unit) {
        if (unit == null) {
            return MeasurementUnit.NONE;
        }
        return switch (unit) {
            case MILLISECONDS -> MeasurementUnit.MILLISECONDS;
            case SECONDS -> MeasurementUnit.SECONDS;
            case PERCENT -> MeasurementUnit.PERCENTAGE;
        };
    }

    /** The value. Undefined if the MBean has null, or is of a version that does not know the field. */
    ModelNode value(CompositeData data) {
        return value(data.containsKey(field.name()) ? data.get(field.name()) : null);
    }

    ModelNode value(Object item) {
        return value(field.type(), item);
    }

    /** The value in the model. Undefined for null; a time in ISO 8601. */
    static ModelNode value(FieldType type, Object item) {
        ModelNode value = new ModelNode();
        if (item == null) {
            return value;
        }
        return switch (type) {
            case TEXT -> value.set((String) item);
            case INT -> value.set(((Number) item).intValue());
            case LONG -> value.set(((Number) item).longValue());
            case FLAG -> value.set((Boolean) item);
            case TIME -> value.set(((Date) item).toInstant().toString());
            case LINES -> lines((String[]) item);
        };
    }

    private static ModelNode lines(String... lines) {
        ModelNode list = new ModelNode().setEmptyList();
        for (String line : lines) {
            list.add(line);
        }
        return list;
    }
}
