package org.poolwarden.cli.domain;

import org.jboss.dmr.ModelNode;

/** The few words of WildFly's management model that are needed here. */
final class Operations {

    private static final String SUCCESS = "success";

    private Operations() {}

    /** An operation without parameters. */
    static ModelNode of(String operation, ModelNode address) {
        ModelNode node = new ModelNode();
        node.get("operation").set(operation);
        node.get("address").set(address);
        return node;
    }

    /** An operation on the root of the model. */
    static ModelNode ofRoot(String operation) {
        return of(operation, new ModelNode().setEmptyList());
    }

    /**
     * The result of a response.
     *
     * @throws Refused if the operation has failed
     */
    static ModelNode result(ModelNode response) throws Refused {
        if (SUCCESS.equals(response.get("outcome").asString(""))) {
            return response.get("result");
        }
        throw new Refused(response.get("failure-description").asString("the operation was cancelled"));
    }

    /** A server's own refusal, in its words. */
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        Refused(String words) {
            super(words);
        }
    }
}
