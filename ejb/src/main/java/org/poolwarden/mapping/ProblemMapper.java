package org.poolwarden.mapping;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.EntityRecord;

/** Problems of a scan as {@link Entity#PROBLEM}. */
public final class ProblemMapper {

    private static final Pattern NUMBERED = Pattern.compile("(PWARDEN\\d{4,}): (.+)", Pattern.DOTALL);

    private ProblemMapper() {}

    /** @param problem as a scan has it: a message, with its number in front of it if it has one */
    public static EntityRecord of(String problem) {
        Matcher numbered = NUMBERED.matcher(problem);
        boolean hasNumber = numbered.matches();
        return EntityRecord.of(Entity.PROBLEM)
                .set("code", hasNumber ? numbered.group(1) : null)
                .set("text", hasNumber ? numbered.group(2) : problem)
                .set("action", null)
                .build();
    }
}
