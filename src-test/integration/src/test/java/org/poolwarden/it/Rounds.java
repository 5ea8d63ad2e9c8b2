package org.poolwarden.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;

/**
 * The figures of several rounds, in each of which everything was measured once, so that a minute in which the machine
 * is busy is in the figures of all. What is told of them is the median, never the best, with the least and the most.
 */
final class Rounds {

    private final Map<String, List<Double>> figures = new TreeMap<>();

    void add(String what, double figure) {
        figures.computeIfAbsent(what, name -> new ArrayList<>()).add(figure);
    }

    /** {@code 12.3 (11.9 to 14.0)}, with as many digits after the point. */
    String told(String what, int digits) {
        return told(sorted(of(what)), digits);
    }

    /** How much more or less one is than another of the same round: the median of the rounds' ratios. */
    String ratio(String what, String to) {
        return told(sorted(both(what, to, (one, other) -> one / other)), 2);
    }

    /** What one has more than another of the same round: the median of the rounds' differences. */
    String difference(String what, String from, int digits) {
        return told(sorted(both(what, from, (one, other) -> one - other)), digits);
    }

    private List<Double> both(String what, String with, DoubleBinaryOperator compare) {
        List<Double> some = of(what);
        List<Double> others = of(with);
        List<Double> compared = new ArrayList<>();
        for (int round = 0; round < Math.min(some.size(), others.size()); round++) {
            compared.add(compare.applyAsDouble(some.get(round), others.get(round)));
        }
        return compared;
    }

    private List<Double> of(String what) {
        return figures.getOrDefault(what, List.of());
    }

    private static String told(List<Double> sorted, int digits) {
        if (sorted.isEmpty()) {
            return "not measured";
        }
        String one = "%." + digits + "f";
        return String.format(
                Locale.ROOT,
                one + " (" + one + " to " + one + ")",
                median(sorted),
                sorted.get(0),
                sorted.get(sorted.size() - 1));
    }

    private static double median(List<Double> sorted) {
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    private static List<Double> sorted(List<Double> some) {
        return some.stream().sorted().toList();
    }
}
