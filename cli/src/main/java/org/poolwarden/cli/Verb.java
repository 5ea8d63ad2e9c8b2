package org.poolwarden.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.as.controller.AttributeDefinition;
import org.jboss.as.controller.OperationContext;
import org.jboss.as.controller.OperationFailedException;
import org.jboss.as.controller.SimpleAttributeDefinition;
import org.jboss.dmr.ModelNode;

/**
 * One operation of the subsystem.
 *
 * @param name as it is typed
 * @param readOnly whether a Monitor may: what ends something, or shows SQL, is not
 * @param reply its columns; null for lines of text
 * @param many whether it answers a list of rows or lines, or one
 */
record Verb(
        String name,
        boolean readOnly,
        Columns reply,
        boolean many,
        List<SimpleAttributeDefinition> parameters,
        Question question) {

    AttributeDefinition[] definitions() {
        return parameters.toArray(AttributeDefinition[]::new);
    }

    /** How the MBean is asked. */
    interface Question {
        ModelNode ask(Warden warden, Given given) throws OperationFailedException;
    }

    /** @throws OperationFailedException if a parameter is missing or has a wrong value: then nothing is asked */
    ModelNode answer(Warden warden, OperationContext context, ModelNode operation) throws OperationFailedException {
        Map<String, ModelNode> values = new HashMap<>();
        for (SimpleAttributeDefinition parameter : parameters) {
            values.put(parameter.getName(), parameter.resolveModelAttribute(context, operation));
        }
        return question.ask(warden, new Given(values));
    }

    /** What was given for the parameters, all of it valid. */
    record Given(Map<String, ModelNode> values) {

        /** Empty where it is not given. */
        String text(SimpleAttributeDefinition parameter) {
            return value(parameter).asString("");
        }

        long number(SimpleAttributeDefinition parameter) {
            return value(parameter).asLong();
        }

        int whole(SimpleAttributeDefinition parameter) {
            return value(parameter).asInt();
        }

        boolean has(SimpleAttributeDefinition parameter) {
            return value(parameter).isDefined();
        }

        private ModelNode value(SimpleAttributeDefinition parameter) {
            return values.get(parameter.getName());
        }
    }
}
