package org.poolwarden.cli;

import java.util.List;
import javax.management.openmbean.CompositeData;
import org.jboss.as.controller.AttributeDefinition;
import org.jboss.as.controller.SimpleOperationDefinitionBuilder;
import org.jboss.dmr.ModelNode;
import org.jboss.dmr.ModelType;
import org.poolwarden.contract.Audience;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.FieldType;
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
        if (reply.isList()) {
            // Its columns are described by ModelList.
            operation.setReplyType(ModelType.OBJECT);
            return;
        }
        if (reply.entity() == null) {
            operation.setReplyType(isText() ? ModelType.LIST : ModelType.STRING);
            if (isText()) {
                operation.setReplyValueType(ModelType.STRING);
            }
            return;
        }
        operation
                .setReplyType(ModelType.OBJECT)
                .setReplyParameters(fields(reply.entity()).stream()
                        .map(field -> field.column(partial || field.field().isNullable()))
                        .toArray(AttributeDefinition[]::new));
    }

    String description() {
        if (reply.entity() != null) {
            return ContractDescriptions.spelled(reply.entity().description());
        }
        return isText() || reply.isList() ? "Lines of text." : "One text. Undefined if it is unknown.";
    }

    /** Whether it is a text of several lines. */
    private boolean isText() {
        return !reply.isList() && reply.type() == FieldType.LINES;
    }

    /**
     * The reply of the MBean in the model, with the rows in the order of the table and the fields in that of the
     * contract.
     */
    ModelNode of(Object replied) {
        if (reply.isList()) {
            return new ModelList(reply).of((CompositeData) replied);
        }
        return reply.entity() == null
                ? ModelField.value(reply.type(), replied)
                : row(reply.entity(), (CompositeData) replied);
    }

    /** One record. */
    static ModelNode row(Entity entity, CompositeData data) {
        ModelNode row = new ModelNode();
        fields(entity).forEach(field -> row.get(field.name()).set(field.value(data)));
        return row;
    }
}
