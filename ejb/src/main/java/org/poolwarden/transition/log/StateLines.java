package org.poolwarden.transition.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.poolwarden.scan.Ticker;
import org.poolwarden.text.Durations;
import org.poolwarden.transition.log.Repeats.Due;

/**
 * The lines about something that is well or not, and may change from one to the other each second: then it is told once
 * a minute how often, and how it stands now.
 *
 * @param <T> its transition
 */
final class StateLines<T> {

    private static final Duration COUNTED = Duration.ofMinutes(1);

    /** Those beyond the kinds that are counted apart. */
    private static final Kind OTHERS = new Kind("several others", null);

    private final Words<T> words;
    private final Repeats<Kind> repeats;
    /** How each stands now, as long as something of it is counted or it is not well. */
    private final Map<String, T> last = new HashMap<>();
    /** Those of which the last line says that they are not well. */
    private final Set<String> toldBad = new HashSet<>();

    StateLines(Ticker ticker, Words<T> words) {
        this.words = words;
        this.repeats = new Repeats<>(ticker, COUNTED, OTHERS);
    }

    /**
     * What is counted together.
     *
     * @param subject whose state it is
     * @param cause why it is not well; null if there is one cause only
     */
    record Kind(String subject, String cause) {}

    /** The lines of one kind of thing. */
    interface Words<T> {

        /** Whose transition it is: its state is one, whatever the cause. */
        String subject(T transition);

        /** Another cause is another thing to tell. Null if there is one only. */
        default String cause(T transition) {
            return null;
        }

        /** Whether it is well from now on. */
        boolean isWell(T transition);

        /** The line of one that is told by itself. */
        void write(T transition);

        /**
         * The line of those that were counted.
         *
         * @param kind null if there were too many kinds, so that several are counted together
         * @param now the last one; null if several are counted together
         */
        void write(Kind kind, long count, String time, T now);
    }

    void write(T transition) {
        String subject = words.subject(transition);
        last.put(subject, transition);
        if (words.isWell(transition)) {
            if (toldBad.remove(subject)) {
                words.write(transition);
            }
        } else if (repeats.isFirst(new Kind(subject, words.cause(transition)))) {
            toldBad.add(subject);
            words.write(transition);
        }
    }

    void writeDue() {
        repeats.due().forEach(this::write);
        last.entrySet()
                .removeIf(entry -> words.isWell(entry.getValue())
                        && repeats.kinds().stream()
                                .noneMatch(kind -> kind.subject().equals(entry.getKey())));
    }

    void writeRest() {
        repeats.rest().forEach(this::write);
    }

    private void write(Due<Kind> due) {
        String subject = due.kind().subject();
        T now = last.get(subject);
        words.write(due.kind() == OTHERS ? null : due.kind(), due.more(), Durations.of(due.time()), now);
        if (now == null || words.isWell(now)) {
            toldBad.remove(subject); // the line says so
        } else {
            toldBad.add(subject);
        }
    }
}
