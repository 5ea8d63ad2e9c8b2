package org.poolwarden.cli;

import java.util.List;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.jboss.as.controller.AttributeDefinition;
import org.jboss.as.controller.SimpleOperationDefinitionBuilder;
import org.jboss.dmr.ModelNode;
import org.jboss.dmr.ModelType;
import org.poolwarden.contract.Audience;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.Reply;

/** A reply of the contract in the management model. */
record ModelReply(Reply reply) {

    /** What everybody may read of an entity: whoever may run an operation sees all of its reply. */
    static List<ModelField> fields(Entity entity) {
        return entity.fields(Audience.EVERYONE).stream().map(ModelField::new).toList();
    }

    /**
     * Describes the reply.
     *
     * @param partial whether a value may be absent that the contract says is never null
     */
    void define(SimpleOperationDefinitionBuilder operation, boolean partial) {
        if (reply.entity() == null) {
            operation.setReplyType(reply.isMany() ? ModelType.LIST : ModelType.STRING);
            if (reply.isMany()) {
                operation.setReplyValueType(ModelType.STRING);
            }
            return;
        }
        operation
                .setReplyType(reply.isMany() ? ModelType.LIST : ModelType.OBJECT)
                .setReplyParameters(fields(reply.entity()).stream()
                        .map(field -> field.column(partial || field.field().isNullable()))
                        .toArray(AttributeDefinition[]::new));
    }

    String description() {
        if (reply.entity() != null) {
            return ContractDescriptions.spelled(reply.entity().description());
        }
        return reply.isMany() ? "Lines of text." : "One text. Undefined if it is unknown.";
    }

    /** What the MBean replied, in the order of the table and of the contract's fields. */
    ModelNode of(Object replied) {
        if (reply.entity() == null) {
            return ModelField.value(reply.type(), replied);
        }
        if (!reply.isMany()) {
            return row(reply.entity(), (CompositeData) replied);
        }
        ModelNode rows = new ModelNode().setEmptyList();
        ((TabularData) replied).values().forEach(item -> rows.add(row(reply.entity(), (CompositeData) item)));
        return rows;
    }

    /** One record. */
    static ModelNode row(Entity entity, CompositeData data) {
        ModelNode row = new ModelNode();
        fields(entity).forEach(field -> row.get(field.name()).set(field.value(data)));
        return row;
    }
}
