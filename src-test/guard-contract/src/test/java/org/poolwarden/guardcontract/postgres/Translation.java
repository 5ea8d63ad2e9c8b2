package org.poolwarden.guardcontract.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.poolwarden.guardcontract.script.SqlPlusScript;

/**
 * Our PL/SQL as PostgreSQL's: install.sql's tables, views, package and procedure through ora2pg and the rules. Its
 * anonymous blocks (parameters, grants, the check at its end) are Oracle's own business and are left out.
 */
public final class Translation {

    private static final Pattern VIEW = Pattern.compile("CREATE OR REPLACE VIEW (\\w+) AS.*?;\\n", Pattern.DOTALL);
    private static final String SETTINGS = """
            PG_VERSION 15
            PG_SUPPORTS_PROCEDURE 1
            USE_ORAFCE 1
            EXPORT_SCHEMA 0
            NULL_EQUAL_EMPTY 0
            AUTONOMOUS_TRANSACTION 1
            PACKAGE_AS_SCHEMA 1
            PG_NUMERIC_TYPE 0
            PG_INTEGER_TYPE 0
            DEFAULT_NUMERIC numeric
            """;

    private final Path directory;
    private final Map<String, String> known = new ConcurrentHashMap<>();
    private final AtomicInteger runs = new AtomicInteger();

    /** Works in the given directory, with ora2pg on the path. */
    public Translation(Path directory) throws IOException {
        this.directory = directory;
        Files.writeString(directory.resolve("ora2pg.conf"), SETTINGS);
    }

    /** The statements that install the guard into a database with the shim, in their order. */
    public List<String> of(SqlPlusScript install) throws IOException, InterruptedException {
        SqlPlusScript script = install.with(Map.of("audit_tablespace", "USERS"));
        List<String> result = new ArrayList<>();
        result.addAll(script.statements("CREATE SEQUENCE"));
        result.add(ora2pg("TABLE", String.join(";\n", script.statements("CREATE TABLE")) + ";\n"));
        List<String> views = script.statements("CREATE OR REPLACE VIEW");
        result.addAll(inOrderOf(views, ora2pg("VIEW", String.join(";\n", views) + ";\n")));
        result.add(ora2pg("PACKAGE", blocks(script.statements("CREATE OR REPLACE PACKAGE"))));
        result.add(ora2pg("PROCEDURE", blocks(script.statements("CREATE OR REPLACE PROCEDURE"))));
        return result;
    }

    /** One query. */
    public String of(String query) throws IOException, InterruptedException {
        String translated = ora2pg("QUERY", query + ";\n");
        return translated.substring(translated.indexOf("SELECT"));
    }

    /** Statements of one kind of ora2pg's, with the rules applied. */
    String of(String type, String source) throws IOException, InterruptedException {
        return ora2pg(type, source);
    }

    private static String blocks(List<String> statements) {
        return String.join("\n/\n", statements) + "\n/\n";
    }

    /** ora2pg sorts views by name; ours build on each other. */
    private static List<String> inOrderOf(List<String> views, String translated) {
        List<String> result = new ArrayList<>();
        for (String view : views) {
            String name = view.split("\\s+")[4];
            Matcher found = VIEW.matcher(translated);
            while (found.find()) {
                if (found.group(1).equals(name)) {
                    result.add(found.group());
                }
            }
        }
        if (result.size() != views.size()) {
            throw new IllegalStateException("ora2pg lost a view: " + translated);
        }
        return result;
    }

    private String ora2pg(String type, String plsql) throws IOException, InterruptedException {
        String source = plsql;
        for (TranslationRule rule : TranslationRule.BEFORE) {
            source = rule.apply(source);
        }
        String key = type + source;
        if (!known.containsKey(key)) {
            known.put(key, translate(type, source));
        }
        return known.get(key);
    }

    private String translate(String type, String source) throws IOException, InterruptedException {
        String name = type + runs.incrementAndGet();
        Path input = Files.writeString(directory.resolve(name + ".in.sql"), source);
        Path output = directory.resolve(name + ".out.sql");
        Files.deleteIfExists(output);
        PostgresTools.run(
                directory,
                "ora2pg",
                "-c",
                directory.resolve("ora2pg.conf").toString(),
                "-t",
                type,
                "-i",
                input.toString(),
                "-o",
                output.getFileName().toString(),
                "-b",
                directory.toString());
        String result = Files.readString(output);
        for (TranslationRule rule : TranslationRule.AFTER) {
            result = rule.apply(result);
        }
        return result;
    }
}
