package org.poolwarden.leak;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.poolwarden.text.Clean;

/**
 * A verdict with its reasons.
 *
 * @param reasons in words, for a person, the weightiest first; never empty, unmodifiable
 * @param proof how strong the evidence for the verdict is; nothing automatic may act on less than STRONG
 * @param codes the same reasons for a program, in the same order; unmodifiable
 */
public record Judgement(Verdict verdict, Proof proof, List<String> reasons, List<Code> codes) {

    public Judgement {
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(proof, "proof");
        reasons = Clean.lines(reasons);
        codes = List.copyOf(codes);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("a verdict without a reason");
        }
    }

    /** In words alone. */
    public Judgement(Verdict verdict, Proof proof, List<String> reasons) {
        this(verdict, proof, reasons, List.of());
    }

    /** The words of one of its reasons; null if it has not that one. */
    public String reason(Code code) {
        int index = codes.indexOf(code);
        return index < 0 ? null : reasons.get(index);
    }

    /** The same with a doubt as its last reason: the proof is weak at most. What was not strong stays as it is. */
    Judgement doubted(Code code, String why) {
        if (proof != Proof.STRONG) {
            return this;
        }
        List<String> words = new ArrayList<>(reasons);
        words.add(why);
        List<Code> all = new ArrayList<>(codes);
        all.add(code);
        return new Judgement(verdict, Proof.WEAK, words, all);
    }

    static Judgement of(Verdict verdict, Proof proof, Reasons reasons) {
        return new Judgement(verdict, proof, reasons.words(), reasons.codes());
    }

    /** Strength of the evidence. */
    public enum Proof {
        /** Nobody can return it any more: its deployment is gone, or the guard says that its session is. */
        STRONG,
        /** Points that way, but a hand-over to another thread, or an object that keeps it, would look the same. */
        WEAK,
        /** Nothing to prove: the lease is in use, or cannot be judged. */
        NONE;

        /** The strength of that name that a leak can have. Empty if there is none, and for null. */
        public static Optional<Proof> ofLeak(String name) {
            return Stream.of(STRONG, WEAK)
                    .filter(proof -> proof.name().equals(name))
                    .findFirst();
        }
    }
}
