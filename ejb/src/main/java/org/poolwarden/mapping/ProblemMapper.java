package org.poolwarden.mapping;

import org.poolwarden.contract.Entity;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.request.Problem;

/** Problems as {@link Entity#PROBLEM}. */
public final class ProblemMapper {

    private ProblemMapper() {}

    public static EntityRecord of(Problem problem) {
        return EntityRecord.of(Entity.PROBLEM)
                .set("code", problem.code())
                .set("subject", problem.subject())
                .set("text", problem.text())
                .set("action", problem.action())
                .build();
    }
}
