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

    private final Words<T> words;
    private final Repeats<String> repeats;
    private final Map<String, T> last = new HashMap<>();
    /** Those of which the last line says that they are not well. */
    private final Set<String> toldBad = new HashSet<>();

    StateLines(Ticker ticker, Words<T> words) {
        this.words = words;
        this.repeats = new Repeats<>(ticker, COUNTED, "several others");
    }

    /** The lines of one kind of thing. */
    interface Words<T> {

        /** Whose transition it is. */
        String subject(T transition);

        /** Whether it is well from now on. */
        boolean isWell(T transition);

        /** The line of one that is told by itself. */
        void write(T transition);

        /**
         * The line of those that were counted.
         *
         * @param now the last one; null if several things are counted together
         */
        void write(String subject, long count, String time, T now);
    }

    void write(T transition) {
        String subject = words.subject(transition);
        last.put(subject, transition);
        if (words.isWell(transition)) {
            if (toldBad.remove(subject)) {
                last.remove(subject);
                words.write(transition);
            }
        } else if (repeats.isFirst(subject)) {
            toldBad.add(subject);
            words.write(transition);
        }
    }

    void writeDue() {
        repeats.due().forEach(this::write);
    }

    void writeRest() {
        repeats.rest().forEach(this::write);
    }

    private void write(Due<String> due) {
        T now = last.get(due.kind());
        words.write(due.kind(), due.more(), Durations.of(due.time()), now);
        if (now == null || words.isWell(now)) {
            last.remove(due.kind());
        } else {
            toldBad.add(due.kind());
        }
    }
}
