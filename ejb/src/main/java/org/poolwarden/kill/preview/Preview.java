package org.poolwarden.kill.preview;

import java.util.List;
import org.poolwarden.leak.Row;

/**
 * What a kill would meet. It proves nothing about the moment after: the kill asks everything again.
 *
 * @param allowed whether nothing refuses
 * @param guard what the guard's own dry run says, whatever else refuses
 * @param sqlText the beginning of the text of the session's sqlId, or null; people without the operator role must not
 *     see it
 * @param answers each rule that was asked with its answer, in words; the refusal first if there is one
 */
public record Preview(Row row, boolean allowed, GuardSays guard, String sqlText, List<String> answers) {

    public Preview {
        answers = List.copyOf(answers);
    }

    /** What the guard says of a session. */
    public enum GuardSays {
        /** It would end the session, or finds that it is gone already. */
        LETS_THROUGH,
        DENIES,
        /** It was not asked, or did not answer. */
        UNKNOWN
    }
}
