package org.poolwarden.console.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What the zip has for monitoring")
class MonitoringTest {

    private static final Path FOLDER = Path.of("../ear/src/main/monitoring");
    private static final Path ALERTS = FOLDER.resolve("poolwarden-alerts.yml");
    private static final Pattern NAME = Pattern.compile("poolwarden_[a-z_]+");
    private static final int COLUMNS = 24;

    @TempDir
    private Path directory;

    @Test
    @DisplayName("asks for no metric that is not exposed: the dashboard, the rules and the manual's page")
    void names() throws IOException {
        Set<String> exposed = exposed();
        assertTrue(exposed.contains("poolwarden_lease_hold_seconds_bucket"), exposed::toString);
        Set<String> asked = new TreeSet<>();
        for (JsonObject panel : panels()) {
            targets(panel).forEach(target -> asked.addAll(names(target.getString("expr"))));
        }
        for (JsonValue variable : read().getJsonObject("templating").getJsonArray("list")) {
            asked.addAll(names(variable.asJsonObject().getString("definition", "")));
        }
        asked.addAll(names(Files.readString(ALERTS)));
        assertTrue(asked.size() > 15, asked::toString);
        assertEquals(Set.of(), minus(asked, exposed), "asked for and not exposed");
        Set<String> manual = names(Files.readString(Path.of("../ear/doc/monitoring.md")));
        assertEquals(Set.of(), minus(manual, families()), "in the manual and not exposed");
        assertEquals(Set.of(), minus(families(), manual), "exposed and not in the manual");
    }

    @Test
    @DisplayName("is a dashboard that Grafana takes: ids, places and queries of each panel, one data source to choose")
    void panelsFit() throws IOException {
        JsonObject dashboard = read();
        assertTrue(dashboard.getInt("schemaVersion") >= 39);
        Set<Integer> ids = new HashSet<>();
        Set<String> taken = new HashSet<>();
        for (JsonObject panel : panels()) {
            String title = panel.getString("title");
            assertTrue(ids.add(panel.getInt("id")), title);
            assertFalse(panel.getString("description").isBlank(), title);
            JsonObject place = panel.getJsonObject("gridPos");
            assertTrue(place.getInt("x") + place.getInt("w") <= COLUMNS, title);
            for (int x = 0; x < place.getInt("w"); x++) {
                for (int y = 0; y < place.getInt("h"); y++) {
                    assertTrue(taken.add((place.getInt("x") + x) + "," + (place.getInt("y") + y)), title + " overlaps");
                }
            }
            assertFalse(targets(panel).isEmpty(), title);
            Set<String> references = new HashSet<>();
            for (JsonObject target : targets(panel)) {
                assertTrue(references.add(target.getString("refId")), title);
                assertEquals("${datasource}", target.getJsonObject("datasource").getString("uid"), title);
            }
        }
    }

    @Test
    @DisplayName("has queries and rules that Prometheus understands")
    void queries() throws Exception {
        Promtool.orSkip();
        StringBuilder rules = new StringBuilder("groups:\n- name: dashboard\n  rules:\n");
        for (JsonObject panel : panels()) {
            for (JsonObject target : targets(panel)) {
                rules.append("  - record: x").append(rules.length()).append("\n    expr: '");
                rules.append(target.getString("expr").replace("$__rate_interval", "5m"))
                        .append("'\n");
            }
        }
        Path file = Files.writeString(directory.resolve("dashboard.yml"), rules);
        assertEquals("", Promtool.run("", "check", "rules", file.toString()));
        assertEquals("", Promtool.run("", "check", "rules", ALERTS.toString()));
    }

    @Test
    @DisplayName("raises each alert when it should, and not for peaks of load that grow")
    void alerts() throws Exception {
        Promtool.orSkip();
        String cases = Files.readString(Path.of("src/test/resources/org/poolwarden/console/export/alerts-test.yml"));
        for (MatchResult alert : Pattern.compile("alert: (\\S+)")
                .matcher(Files.readString(ALERTS))
                .results()
                .toList()) {
            assertTrue(
                    cases.contains("alertname: " + alert.group(1) + "\n        exp_alerts:"),
                    alert.group(1) + " is seen to be raised");
        }
        Path file = directory.resolve("alerts-test.yml");
        Files.writeString(file, cases.replace("- ALERTS", "- " + ALERTS.toRealPath()));
        assertEquals("", Promtool.run("", "test", "rules", file.toString()));
    }

    private static JsonObject read() throws IOException {
        try (Reader in = Files.newBufferedReader(FOLDER.resolve("poolwarden-dashboard.json"))) {
            return Json.createReader(in).readObject();
        }
    }

    private static List<JsonObject> panels() throws IOException {
        return read().getJsonArray("panels").getValuesAs(JsonObject.class);
    }

    private static List<JsonObject> targets(JsonObject panel) {
        return panel.getJsonArray("targets").getValuesAs(JsonObject.class);
    }

    private static Set<String> families() throws IOException {
        return text().lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.split(" ")[2])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text() throws IOException {
        return Exposition.accepted(null).write(MetricsSample.everything(MetricsSample.totals()));
    }

    private static Set<String> exposed() throws IOException {
        return text().lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]")[0])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(String text) {
        return NAME.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> minus(Set<String> all, Set<String> less) {
        List<String> rest = new ArrayList<>(all);
        rest.removeAll(less);
        return Set.copyOf(rest);
    }
}
