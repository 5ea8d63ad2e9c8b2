package org.poolwarden.leak;

import java.util.List;

/**
 * A verdict with its reasons.
 *
 * @param reasons in words, for a person, the weightiest first; never empty, unmodifiable
 * @param proof how strong the evidence for the verdict is; nothing automatic may act on less than STRONG
 */
public record Judgement(Verdict verdict, Proof proof, List<String> reasons) {

    public Judgement {
        reasons = List.copyOf(reasons);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("a verdict without a reason");
        }
    }

    /** Strength of the evidence. */
    public enum Proof {
        /** Cannot be otherwise: the borrowing thread has ended, its deployment is gone, the guard says so. */
        STRONG,
        /** Points that way, but a hand-over to another thread would look the same. */
        WEAK,
        /** Nothing to prove: the lease is in use, or cannot be judged. */
        NONE
    }
}
