package org.poolwarden.guardcontract.script;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One view or routine of the guard, which can be replaced by itself.
 *
 * @param owner the package it is in; null for a view and for the classic procedure
 * @param text from CREATE, or from PROCEDURE or FUNCTION within a package, to its end
 * @param start where that begins in the script
 */
public record GuardUnit(Kind kind, String owner, String name, String text, int start) {

    /** What it takes to replace it. */
    public enum Kind {
        VIEW,
        ROUTINE,
        PROCEDURE
    }

    private static final Pattern VIEW = Pattern.compile(
            "^CREATE OR REPLACE VIEW (\\w+) AS.*?;$(?=\\n(?:\\n|--|CREATE|$))", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern BODY = Pattern.compile(
            "^CREATE OR REPLACE PACKAGE BODY (\\w+) AS.*?^END \\1;", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern ROUTINE =
            Pattern.compile("^  (?:PROCEDURE|FUNCTION) (\\w+).*?^  END \\1;", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern PROCEDURE =
            Pattern.compile("^CREATE OR REPLACE PROCEDURE (\\w+).*?^END \\1;", Pattern.DOTALL | Pattern.MULTILINE);

    /** All of them, in the script's order. */
    public static List<GuardUnit> of(String script) {
        List<GuardUnit> units = new ArrayList<>();
        Matcher view = VIEW.matcher(script);
        while (view.find()) {
            units.add(new GuardUnit(Kind.VIEW, null, view.group(1), view.group(), view.start()));
        }
        Matcher body = BODY.matcher(script);
        while (body.find()) {
            Matcher routine = ROUTINE.matcher(body.group());
            while (routine.find()) {
                units.add(new GuardUnit(
                        Kind.ROUTINE,
                        body.group(1),
                        routine.group(1),
                        routine.group(),
                        body.start() + routine.start()));
            }
        }
        Matcher procedure = PROCEDURE.matcher(script);
        while (procedure.find()) {
            units.add(new GuardUnit(Kind.PROCEDURE, null, procedure.group(1), procedure.group(), procedure.start()));
        }
        return units;
    }

    /** The name by which a person finds it: {@code poolwarden.act}. */
    public String section() {
        return owner == null ? name : owner + "." + name;
    }

    /** The same by another name, with another text. */
    public String copy(String changed, String newName) {
        String head = changed.replaceFirst("\\b(VIEW|PROCEDURE|FUNCTION) " + name + "\\b", "$1 " + newName);
        return head.replaceFirst("(?m)^(\\s*END )" + name + ";\\z", "$1" + newName + ";");
    }

    /** Its head with nothing behind it, for whoever is to know how it is called. */
    public String stub() {
        Matcher is = Pattern.compile("\\bIS$", Pattern.MULTILINE).matcher(text);
        if (!is.find()) {
            throw new IllegalStateException("no body: " + text);
        }
        String nothing = text.stripLeading().startsWith("FUNCTION") ? "RETURN NULL;" : "NULL;";
        return text.substring(0, is.end()) + "\n  BEGIN\n    " + nothing + "\n  END " + name + ";";
    }
}
