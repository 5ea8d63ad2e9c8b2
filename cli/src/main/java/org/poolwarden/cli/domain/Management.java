package org.poolwarden.cli.domain;

import java.io.IOException;
import org.jboss.dmr.ModelNode;

/** Executes operations of a domain's management model as one user. Safe for use by several threads. */
@FunctionalInterface
public interface Management {

    /**
     * Executes an operation and waits for its end.
     *
     * @return the whole response, with its outcome; a refusal is one too
     * @throws IOException if no response came
     */
    ModelNode execute(ModelNode operation) throws IOException;
}
