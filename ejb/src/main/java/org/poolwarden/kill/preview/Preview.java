package org.poolwarden.kill.preview;

import java.util.List;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.evidence.HoldingsTrend;

/**
 * What a kill would do. It guarantees nothing for a later moment: the kill checks everything again. Immutable.
 *
 * @param allowed whether nothing refuses
 * @param guard the result of the guard's dry run, whatever else refuses
 * @param sqlText the beginning of the statement of the session's sqlId; null if it is unknown. Only operators may see
 *     it
 * @param holdings what the session holds beside its transaction; null if that is not known
 * @param answers the refusal if there is one, then the answer of each rule, in words
 * @param token what a request brings to be refused if something has changed; null if something refuses now
 */
public record Preview(
        Row row,
        boolean allowed,
        GuardSays guard,
        String sqlText,
        HoldingsTrend holdings,
        List<String> answers,
        PreviewToken token) {

    /** Copies the answers. */
    public Preview {
        answers = List.copyOf(answers);
    }

    /** One that has no token yet. */
    public Preview(
            Row row, boolean allowed, GuardSays guard, String sqlText, HoldingsTrend holdings, List<String> answers) {
        this(row, allowed, guard, sqlText, holdings, answers, null);
    }

    /** The same with a token. */
    public Preview with(PreviewToken issued) {
        return new Preview(row, allowed, guard, sqlText, holdings, answers, issued);
    }

    /** What the guard says of a session. */
    public enum GuardSays {
        /** It would end the session, or the session is gone already. */
        LETS_THROUGH,
        DENIES,
        /** It was not asked, or did not answer. */
        UNKNOWN
    }
}
