package org.poolwarden.cli;

import java.util.List;
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

    /** What was given for the parameters. */
    record Given(OperationContext context, ModelNode operation) {

        /** Empty where it is not given. */
        String text(SimpleAttributeDefinition parameter) throws OperationFailedException {
            return parameter.resolveModelAttribute(context, operation).asString("");
        }

        long number(SimpleAttributeDefinition parameter) throws OperationFailedException {
            return parameter.resolveModelAttribute(context, operation).asLong();
        }

        int whole(SimpleAttributeDefinition parameter) throws OperationFailedException {
            return parameter.resolveModelAttribute(context, operation).asInt();
        }

        boolean has(SimpleAttributeDefinition parameter) throws OperationFailedException {
            return parameter.resolveModelAttribute(context, operation).isDefined();
        }
    }
}
