package org.poolwarden.guardcontract.postgres;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.poolwarden.guardcontract.script.GuardUnit;
import org.poolwarden.guardcontract.script.GuardUnit.Kind;
import org.poolwarden.guardcontract.script.SqlPlusScript;

/**
 * Many versions of one view or routine, translated at once under names of their own: to start ora2pg takes longer than
 * to translate. What it makes of the unchanged text, which goes along, must be what it makes of it in the whole script.
 */
public final class Variants {

    private static final Pattern STATEMENT = Pattern.compile(
            "CREATE OR REPLACE (?:PROCEDURE|FUNCTION) ([\\w.]+).*?\\$body\\$.*?\\$body\\$[^;]*;"
                    + "|CREATE OR REPLACE VIEW (\\w+) AS.*?;(?=\\n|$)",
            Pattern.DOTALL);
    private static final int AT_ONCE = 12;

    private final Translation translation;
    private final Map<String, String> whole = new HashMap<>();
    private final List<GuardUnit> units;

    Variants(Translation translation, String script) throws IOException, InterruptedException {
        this.translation = translation;
        this.units = GuardUnit.of(script);
        SqlPlusScript install = SqlPlusScript.of(script);
        for (String statement : translation.of(install)) {
            statementsIn(statement).forEach((name, text) -> whole.put(name, normal(text)));
        }
    }

    /** The statements that put each of these texts in the place of the unit, and at the end those of its own text. */
    public List<List<String>> of(GuardUnit unit, List<String> texts) throws IOException, InterruptedException {
        List<List<String>> result = new ArrayList<>();
        List<String> own = List.of();
        for (int from = 0; from < texts.size(); from += AT_ONCE) {
            List<String> some = new ArrayList<>(texts.subList(from, Math.min(from + AT_ONCE, texts.size())));
            some.add(unit.text());
            List<List<String>> translated = translated(unit, some);
            own = translated.remove(translated.size() - 1);
            result.addAll(translated);
            for (String statement : own) {
                statementsIn(statement).forEach((name, text) -> {
                    if (!normal(text).equals(whole.get(name))) {
                        throw new IllegalStateException("alone it is not what it is in the script: " + text);
                    }
                });
            }
        }
        result.add(own);
        return result;
    }

    private List<List<String>> translated(GuardUnit unit, List<String> texts) throws IOException, InterruptedException {
        List<String> copies = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            copies.add(unit.copy(texts.get(i), unit.name() + "__" + i + "_"));
        }
        Map<String, String> found = statementsIn(translation.of(typeOf(unit), sourceOf(unit, copies)));
        List<List<String>> result = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String copy = unit.name() + "__" + i + "_";
            List<String> statements = new ArrayList<>();
            found.forEach((name, text) -> {
                if (name.startsWith(unit.owner() == null ? copy : unit.owner() + "." + copy)) {
                    statements.add(text.replace(copy, unit.name()));
                }
            });
            if (statements.isEmpty()) {
                throw new IllegalStateException("ora2pg lost " + copy);
            }
            result.add(statements);
        }
        return result;
    }

    private static String typeOf(GuardUnit unit) {
        return unit.kind() == Kind.ROUTINE ? "PACKAGE" : unit.kind().name();
    }

    /** A routine with all of its package that it calls, as heads without bodies. */
    private String sourceOf(GuardUnit unit, List<String> copies) {
        if (unit.kind() == Kind.VIEW) {
            return String.join("\n", copies) + "\n";
        }
        if (unit.kind() == Kind.PROCEDURE) {
            return String.join("\n/\n", copies) + "\n/\n";
        }
        StringBuilder body = new StringBuilder("CREATE OR REPLACE PACKAGE BODY " + unit.owner() + " AS\n\n");
        units.stream()
                .filter(other ->
                        unit.owner().equals(other.owner()) && unit.text().contains(other.name() + "("))
                .forEach(other -> body.append(other.stub()).append("\n\n"));
        copies.forEach(copy -> body.append(copy).append("\n\n"));
        return body.append("END ").append(unit.owner()).append(";\n/\n").toString();
    }

    private static Map<String, String> statementsIn(String translated) {
        Map<String, String> found = new HashMap<>();
        Matcher statement = STATEMENT.matcher(translated);
        while (statement.find()) {
            found.put(statement.group(1) != null ? statement.group(1) : statement.group(2), statement.group());
        }
        return found;
    }

    private static String normal(String text) {
        return text.replaceAll("--[^\\n]*", "").replaceAll("\\s+", " ");
    }
}
