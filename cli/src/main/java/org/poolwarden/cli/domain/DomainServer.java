package org.poolwarden.cli.domain;

import org.jboss.dmr.ModelNode;

/**
 * One server of a managed domain.
 *
 * @param host the name of its host
 * @param name as the host's configuration names it
 */
record DomainServer(String host, String name) {

    /** The name that WildFly gives its node, unless the server has a {@code jboss.node.name} of its own. */
    String nodeName() {
        return host + ":" + name;
    }

    /** An operation on the server itself. */
    ModelNode operation(String operation) {
        return Operations.of(operation, address());
    }

    /** An operation on its subsystem poolwarden. */
    ModelNode ofSubsystem(String operation) {
        return Operations.of(operation, address().add("subsystem", "poolwarden"));
    }

    private ModelNode address() {
        return new ModelNode().add("host", host).add("server", name);
    }
}
