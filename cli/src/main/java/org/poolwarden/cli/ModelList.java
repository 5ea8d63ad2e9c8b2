package org.poolwarden.cli;

import java.util.stream.Collectors;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.jboss.as.controller.OperationFailedException;
import org.jboss.as.controller.SimpleAttributeDefinition;
import org.jboss.as.controller.SimpleAttributeDefinitionBuilder;
import org.jboss.dmr.ModelNode;
import org.jboss.dmr.ModelType;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.Reply;
import org.poolwarden.contract.Reply.RecordList;
import org.poolwarden.contract.Spelling;

/**
 * A list of the contract in the management model: an object with what the list says of itself, its problems and its
 * items. A script takes a success for the whole truth, so an incomplete list is a failure unless it was asked for.
 */
record ModelList(Reply reply) {

    static final SimpleAttributeDefinition ALLOW_INCOMPLETE = new SimpleAttributeDefinitionBuilder(
                    Spelling.hyphenated(RecordList.ALLOW_INCOMPLETE), ModelType.BOOLEAN, true)
            .setDefaultValue(ModelNode.FALSE)
            .build();

    private static final String COMPLETE = "complete";

    /** The reply of the MBean in the model. */
    ModelNode of(CompositeData replied) {
        ModelNode list = ModelReply.row(reply.head(), replied);
        list.get(RecordList.PROBLEMS).set(rows(Entity.PROBLEM, replied.get(RecordList.PROBLEMS)));
        Object items = replied.get(RecordList.ITEMS);
        list.get(RecordList.ITEMS)
                .set(reply.entity() == null ? ModelField.value(reply.type(), items) : rows(reply.entity(), items));
        return list;
    }

    /**
     * The list as it is, if it is complete or the caller takes an incomplete one too.
     *
     * @throws OperationFailedException if something may be missing; it names what could not be read, and what to do
     */
    static ModelNode checked(ModelNode list, boolean incompleteIsAllowed) throws OperationFailedException {
        if (incompleteIsAllowed || list.get(COMPLETE).asBoolean(false)) {
            return list;
        }
        throw new OperationFailedException("The list is incomplete. "
                + list.get(RecordList.PROBLEMS).asList().stream()
                        .map(ModelList::line)
                        .collect(Collectors.joining(" "))
                + " To get what could be read, repeat the operation with " + ALLOW_INCOMPLETE.getName() + "=true.");
    }

    /**
     * Adds the type of each column to the description of an operation.
     *
     * @param ofFleet what the operation replies for all nodes; null if it can only be called for this server
     */
    void describe(Reply ofFleet, ModelNode replied) {
        describe(replied);
        if (ofFleet != null) {
            ModelNode columns = replied.get("value-type");
            describeMore(ofFleet.head(), columns);
            describeMore(ofFleet.entity(), columns.get(RecordList.ITEMS).get("value-type"));
        }
    }

    private static void describeMore(Entity ofFleet, ModelNode columns) {
        for (ModelField field : ModelReply.fields(ofFleet)) {
            if (!columns.has(field.name())) {
                ModelNode column = field.column(true).getNoTextDescription(true);
                column.get("description")
                        .set(ContractDescriptions.spelled(field.field().description())
                                + " Undefined without scope=FLEET.");
                columns.get(field.name()).set(column);
            }
        }
    }

    private void describe(ModelNode replied) {
        ModelNode columns = replied.get("value-type").setEmptyObject();
        describe(reply.head(), columns);
        describe(Entity.PROBLEM, RecordList.PROBLEMS, RecordList.PROBLEMS_DESCRIPTION, columns);
        describe(reply.entity(), RecordList.ITEMS, RecordList.ITEMS_DESCRIPTION, columns);
    }

    private static void describe(Entity items, String name, String description, ModelNode columns) {
        ModelNode column = columns.get(name);
        column.get("type").set(ModelType.LIST);
        column.get("description").set(description);
        column.get("required").set(true);
        column.get("nillable").set(false);
        if (items == null) {
            column.get("value-type").set(ModelType.STRING);
        } else {
            describe(items, column.get("value-type").setEmptyObject());
        }
    }

    private static void describe(Entity entity, ModelNode columns) {
        for (ModelField field : ModelReply.fields(entity)) {
            ModelNode column = field.column(field.field().isNullable()).getNoTextDescription(true);
            column.get("description")
                    .set(ContractDescriptions.spelled(field.field().text("Undefined")));
            if (column.get("type").asType() == ModelType.LIST) {
                column.get("value-type").set(ModelType.STRING);
            }
            columns.get(field.name()).set(column);
        }
    }

    private static ModelNode rows(Entity entity, Object table) {
        ModelNode rows = new ModelNode().setEmptyList();
        ((TabularData) table).values().forEach(row -> rows.add(ModelReply.row(entity, (CompositeData) row)));
        return rows;
    }

    private static String line(ModelNode problem) {
        String action = problem.get("action").asString("");
        return problem.get("code").asString() + ": " + problem.get("text").asString()
                + (action.isEmpty() ? "" : " " + action);
    }
}
