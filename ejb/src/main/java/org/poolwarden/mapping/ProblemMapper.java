package org.poolwarden.mapping;

import org.poolwarden.contract.Entity;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.request.Problem;

/** Problems as {@link Entity#PROBLEM}. */
public final class ProblemMapper {

    private ProblemMapper() {}

    /** The problem. Its action is null if there is nothing to do. */
    public static EntityRecord of(Problem problem) {
        return EntityRecord.of(Entity.PROBLEM)
                .set("code", problem.code())
                .set("subject", problem.subject())
                .set("text", problem.text())
                .set("action", problem.action())
                .build();
    }

    /** The problem that a record of that kind tells. */
    public static Problem problem(EntityRecord told) {
        return new Problem(told.text("code"), told.text("subject"), told.text("text"), told.text("action"));
    }
}
