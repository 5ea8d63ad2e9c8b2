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

    /**
     * The fields that everybody may read. The others are left out, because a user who may run an operation sees its
     * whole reply.
     */
    static List<ModelField> fields(Entity entity) {
        return entity.fields(Audience.EVERYONE).stream().map(ModelField::new).toList();
    }

    /**
     * Describes the reply.
     *
     * @param partial whether values may be absent that are never null in the contract
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

    /**
     * The reply of the MBean in the model, with the rows in the order of the table and the fields in that of the
     * contract.
     */
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
