package org.poolwarden.console.view;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.scan.timeline.Timeline;
import org.poolwarden.scan.timeline.Timeline.Sample;

/**
 * The last minutes of a pool as a drawing of 360 by 40: the right edge is now, the top is the largest maximum that the
 * pool had meanwhile.
 *
 * @param room the outline of the pool's maximum, which may have changed meanwhile
 * @param inUse the outline of what was in use, as an SVG path; empty if there is nothing to draw
 * @param leaked the outline of what was leaked
 * @param suspect the outline of what was leaked or suspect: it is drawn below the leaked, so that what shows is suspect
 * @param kills where kills of this pool were asked for; not those that were denied, which ended nothing
 * @param max the largest maximum of the pool
 * @param maxInUse the most that was in use
 * @param maxLeaked the most that was leaked or suspect
 * @param minutes how far back it goes
 */
public record TimelineView(
        String room,
        String inUse,
        String leaked,
        String suspect,
        List<Mark> kills,
        int max,
        int maxInUse,
        int maxLeaked,
        long minutes) {

    static final int WIDTH = 360;
    static final int HEIGHT = 40;

    /** Nothing is known yet. */
    public static final TimelineView EMPTY = new TimelineView("", "", "", "", List.of(), 0, 0, 0, 0);

    /**
     * The drawing of a pool.
     *
     * @param kills the kills of every pool; only those of this pool are drawn
     * @param span how far back it goes
     */
    public static TimelineView of(Timeline timeline, List<Kill> kills, Instant now, Duration span) {
        List<Sample> samples = within(timeline.samples(), now.minus(span));
        if (samples.isEmpty()) {
            return EMPTY;
        }
        int top = Math.max(1, max(samples, Sample::max));
        List<Mark> marks = kills.stream()
                .filter(kill -> kill.row().lease().pool().equals(timeline.pool()))
                .filter(kill -> !kill.steps().isEmpty() && kill.session() != Kill.SessionState.DENIED)
                .map(kill -> new Mark(
                        x(kill.steps().get(0).at(), now, span),
                        kill.id(),
                        Times.clock(kill.steps().get(0).at(), ZoneId.systemDefault())))
                .filter(mark -> Double.parseDouble(mark.x()) > 0)
                .toList();
        return new TimelineView(
                outline(samples, Sample::max, top, now, span),
                outline(samples, Sample::inUse, top, now, span),
                outline(samples, Sample::leaked, top, now, span),
                outline(samples, sample -> sample.leaked() + sample.suspect(), top, now, span),
                marks,
                top,
                Math.max(0, max(samples, Sample::inUse)),
                max(samples, sample -> sample.leaked() + sample.suspect()),
                Math.min(
                        span.toMinutes(),
                        Math.max(1, Duration.between(samples.get(0).at(), now).toMinutes())));
    }

    /** Whether there is anything to draw. */
    public boolean drawn() {
        return !inUse.isEmpty();
    }

    /** The samples since then, and the one before, which holds until the next. */
    private static List<Sample> within(List<Sample> samples, Instant since) {
        int first = 0;
        while (first < samples.size() - 1 && !samples.get(first + 1).at().isAfter(since)) {
            first++;
        }
        return samples.subList(first, samples.size());
    }

    /** An outline in steps, because a count holds until the next scan. */
    private static String outline(
            List<Sample> samples, ToIntFunction<Sample> count, int top, Instant now, Duration span) {
        StringBuilder path = new StringBuilder();
        path.append('M').append(x(samples.get(0).at(), now, span)).append(' ').append(HEIGHT);
        String before = "";
        for (Sample sample : samples) {
            String height = y(count.applyAsInt(sample), top);
            if (!height.equals(before)) {
                path.append('H').append(x(sample.at(), now, span)).append('V').append(height);
            }
            before = height;
        }
        return path.append('H')
                .append(WIDTH)
                .append('V')
                .append(HEIGHT)
                .append('Z')
                .toString();
    }

    private static String x(Instant at, Instant now, Duration span) {
        double age = Duration.between(at, now).toMillis() / (double) span.toMillis();
        return String.format(Locale.ROOT, "%.1f", Math.max(0, Math.min(WIDTH, WIDTH * (1 - age))));
    }

    private static String y(int count, int top) {
        double part = Math.max(0, Math.min(1, count / (double) top));
        return String.format(Locale.ROOT, "%.1f", HEIGHT * (1 - part));
    }

    private static int max(List<Sample> samples, ToIntFunction<Sample> count) {
        return samples.stream().mapToInt(count).max().orElse(0);
    }

    /**
     * One kill in the drawing.
     *
     * @param x where it is drawn
     */
    public record Mark(String x, String kill, String at) {}
}
