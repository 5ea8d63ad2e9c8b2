package org.poolwarden.mapping;

import org.poolwarden.contract.Entity;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.request.Problem;

/** Problems of a scan as {@link Entity#PROBLEM}. */
public final class ProblemMapper {

    private ProblemMapper() {}

    /** @param message as a scan has it */
    public static EntityRecord of(String message) {
        Problem problem = Problem.of(message);
        return EntityRecord.of(Entity.PROBLEM)
                .set("code", problem.code())
                .set("text", problem.text())
                .set("action", null)
                .build();
    }
}
