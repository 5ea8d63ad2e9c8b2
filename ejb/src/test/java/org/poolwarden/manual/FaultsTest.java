package org.poolwarden.manual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The manual's table of faults names the tests that carry the tag {@code fault}, and no other. */
@DisplayName("The manual's table of faults")
class FaultsTest {

    private static final Path PAGE = Path.of("../ear/doc/faults.md");
    private static final int LEAST = 40;
    private static final String TAG = "@Tag(\"fault\")";

    /** {@code FaultsIT `missing`, `older`}. */
    private static final Pattern NAMED = Pattern.compile("(\\w+(?:IT|Test)) ((?:`\\w+`(?:, )?)+)");

    private static final Pattern QUOTED = Pattern.compile("`(\\w+)`");
    private static final Pattern METHOD = Pattern.compile("(?m)^    (?:static )?void (\\w+)\\(");

    private record Row(String fault, String holds, String tests, String seen) {}

    @Test
    @DisplayName("has each fault once, with what must hold, its test and what was seen")
    void isWhole() throws IOException {
        List<Row> rows = rows();
        assertTrue(rows.size() >= LEAST, () -> rows.size() + " faults");
        assertEquals(rows.size(), rows.stream().map(Row::fault).distinct().count(), "a fault is there twice");
        for (Row row : rows) {
            assertTrue(NAMED.matcher(row.tests()).find(), () -> "no test: " + row);
            assertFalse(
                    row.fault().isBlank() || row.holds().isBlank() || row.seen().isBlank(), row::toString);
        }
    }

    @Test
    @DisplayName("names every test that is tagged as one of a fault, and only tests that are there and tagged")
    void isThatOfTheTests() throws IOException {
        Set<String> named = new TreeSet<>();
        for (Row row : rows()) {
            Matcher classes = NAMED.matcher(row.tests());
            while (classes.find()) {
                QUOTED.matcher(classes.group(2))
                        .results()
                        .forEach(method -> named.add(classes.group(1) + "." + method.group(1)));
            }
        }
        assertEquals(
                String.join("\n", tagged()),
                String.join("\n", named),
                "the tests with " + TAG + ", and those in " + PAGE.getFileName());
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("| ") && !line.startsWith("| fault |")) {
                String[] cells = line.substring(1).split("(?<!\\\\)\\|", -1);
                assertEquals(5, cells.length, () -> "four cells: " + line);
                rows.add(new Row(cells[0].strip(), cells[1].strip(), cells[2].strip(), cells[3].strip()));
            }
        }
        return rows;
    }

    private static List<Path> testsOf(Path module) throws IOException {
        try (Stream<Path> all = Files.walk(module)) {
            return all.filter(path -> path.getFileName().toString().matches("\\w+(IT|Test)\\.java"))
                    .toList();
        }
    }

    private static Set<String> tagged() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String modules : List.of("..", "../src-test")) {
            try (Stream<Path> all = Files.list(Path.of(modules))) {
                for (Path module : all.filter(path -> Files.isDirectory(path.resolve("src/test/java")))
                        .toList()) {
                    sources.addAll(testsOf(module.resolve("src/test/java")));
                }
            }
        }
        Set<String> tagged = new TreeSet<>();
        for (Path source : sources) {
            String text = Files.readString(source);
            String type = source.getFileName().toString().replace(".java", "");
            int body = text.indexOf("class " + type);
            int tag = type.equals("FaultsTest") ? -1 : text.indexOf(TAG);
            boolean whole = tag >= 0 && tag < body;
            for (int at = whole ? text.indexOf("@Test", body) : tag;
                    at >= 0;
                    at = text.indexOf(whole ? "@Test" : TAG, at + 1)) {
                Matcher method = METHOD.matcher(text);
                assertTrue(method.find(at), () -> "no method after a tag in " + source);
                tagged.add(type + "." + method.group(1));
            }
        }
        return tagged;
    }
}
