package org.poolwarden.guardcontract.mutant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.poolwarden.guardcontract.mutant.Conditions.Part;
import org.poolwarden.guardcontract.script.SqlPlusScript;

/**
 * install.sql with one part of one condition changed, by rule and not by choice.
 *
 * @param name where, what, and what took its place: the same as long as that text is
 * @param section the view or routine that it is in
 * @param text the whole script
 */
record GeneratedMutant(String name, String section, String text) {

    private static final Pattern STATEMENT = Pattern.compile(
            "^CREATE OR REPLACE (VIEW|PACKAGE BODY|PROCEDURE) (\\w+)(.*?)(?=^CREATE |^DECLARE|^undefine)",
            Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern ROUTINE = Pattern.compile("^  (?:PROCEDURE|FUNCTION) (\\w+)", Pattern.MULTILINE);
    private static final Pattern LITERAL = Pattern.compile("-?\\d+|'[^']*'");

    /** Each part of each condition left out. What a simple CASE compares with is a literal, and no condition. */
    static List<GeneratedMutant> of(String script) {
        List<GeneratedMutant> all = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        Matcher statement = STATEMENT.matcher(script);
        while (statement.find()) {
            String body = statement.group(3);
            for (Part part : Conditions.in(body)) {
                String section = sectionOf(statement.group(2), body, part.start());
                String piece = body.substring(part.start(), part.end());
                if (!LITERAL.matcher(piece).matches()) {
                    add(all, seen, section, script, statement.start(3), part);
                }
            }
        }
        return all;
    }

    SqlPlusScript script() {
        return SqlPlusScript.of(text);
    }

    @Override
    public String toString() {
        return name;
    }

    private static String sectionOf(String statement, String body, int at) {
        String section = statement;
        Matcher routine = ROUTINE.matcher(body);
        while (routine.find() && routine.start() < at) {
            section = statement + "." + routine.group(1);
        }
        return section;
    }

    private static void add(
            List<GeneratedMutant> all,
            Map<String, Integer> seen,
            String section,
            String script,
            int offset,
            Part part) {
        int start = offset + part.start();
        int end = offset + part.end();
        String name = (section + ": " + script.substring(start, end) + " -> " + part.neutral()).replaceAll("\\s+", " ");
        int nth = seen.merge(name, 1, Integer::sum);
        String text = script.substring(0, start) + part.neutral() + script.substring(end);
        all.add(new GeneratedMutant(nth == 1 ? name : name + " #" + nth, section, text));
    }
}
