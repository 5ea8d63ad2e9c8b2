package org.poolwarden.guardcontract.mutant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.poolwarden.guardcontract.mutant.Conditions.Part;
import org.poolwarden.guardcontract.script.GuardUnit;

/**
 * One view or routine of install.sql with one small thing changed, by rule and not by choice.
 *
 * @param name where, what, and what took its place: the same as long as that text is
 * @param text the whole text of the view or routine
 * @param leftOut whether a part of a condition is left out; else a comparison or a literal is another one
 */
record GeneratedMutant(String name, GuardUnit unit, String text, boolean leftOut) {

    /**
     * Each part of each condition left out, each comparison turned into another, and each literal into another value.
     * In the script's order.
     */
    static List<GeneratedMutant> of(String script) {
        List<GeneratedMutant> all = new ArrayList<>();
        for (GuardUnit unit : GuardUnit.of(script)) {
            Map<String, Integer> seen = new HashMap<>();
            List<Part> parts = Conditions.in(unit.text());
            for (Part part : parts) {
                if (!Swaps.isLiteral(unit.text().substring(part.start(), part.end()))) {
                    add(all, seen, unit, part, part, true);
                }
            }
            for (Part swap : Swaps.in(unit.text())) {
                add(all, seen, unit, Swaps.around(unit.text(), parts, swap), swap, false);
            }
        }
        return all;
    }

    @Override
    public String toString() {
        return name;
    }

    /** With the name of what is around the change. */
    private static void add(
            List<GeneratedMutant> all,
            Map<String, Integer> seen,
            GuardUnit unit,
            Part around,
            Part change,
            boolean leftOut) {
        String text = unit.text();
        String before = text.substring(around.start(), around.end());
        String after = text.substring(around.start(), change.start())
                + change.neutral()
                + text.substring(change.end(), around.end());
        String name = (unit.section() + ": " + before + " -> " + after).replaceAll("\\s+", " ");
        int nth = seen.merge(name, 1, Integer::sum);
        all.add(new GeneratedMutant(
                nth == 1 ? name : name + " #" + nth,
                unit,
                text.substring(0, change.start()) + change.neutral() + text.substring(change.end()),
                leftOut));
    }
}
