package org.poolwarden.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the forks of one benchmark measured. */
final class Samples {

    private final List<Double> times = new ArrayList<>();
    private final List<Double> allocated = new ArrayList<>();
    private String unit;

    /** @param bytes NaN if it is not known */
    void add(double time, String unitOfTime, double bytes) {
        times.add(time);
        unit = unitOfTime;
        if (!Double.isNaN(bytes)) {
            allocated.add(bytes);
        }
    }

    String median() {
        return shown(medianOf(times));
    }

    /** The least and the most. */
    String spread() {
        List<Double> sorted = times.stream().sorted().toList();
        return shown(sorted.get(0)) + " to " + shown(sorted.get(sorted.size() - 1));
    }

    /** The median of the differences, fork by fork: what makes a round slow makes both slow. */
    String above(Samples base) {
        List<Double> differences = new ArrayList<>();
        for (int i = 0; i < Math.min(times.size(), base.times.size()); i++) {
            differences.add(times.get(i) - base.times.get(i));
        }
        return shown(medianOf(differences));
    }

    String unit() {
        return unit;
    }

    /** Empty if they are not known. */
    String bytes() {
        return allocated.isEmpty() ? "" : String.format(Locale.ROOT, "%,.0f", medianOf(allocated));
    }

    private static double medianOf(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static String shown(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%,.1f" : "%,.0f", value);
    }
}
