package org.poolwarden.manual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The manual names")
class NamesTest {

    private static final Path MANUAL = Path.of("../ear/doc/operate.md");
    private static final Pattern FIELD = Pattern.compile("\\.with\\(\\s*\"(\\w+)\"");
    private static final Pattern EVENT = Pattern.compile("@Name\\(\"([\\w.]+)\"\\)");
    private static final Pattern WORD = Pattern.compile("`(?:poolwarden)?\\.(\\w+)`");

    @Test
    @DisplayName("each field of the MDC that a line has")
    void fields() throws IOException {
        Set<String> named = WORD.matcher(Files.readString(MANUAL))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
        Set<String> written = found(FIELD);
        assertTrue(written.size() > 20, written::toString);
        written.removeAll(named);
        assertEquals(Set.of(), written);
    }

    @Test
    @DisplayName("each event of Flight Recorder")
    void events() throws IOException {
        String manual = Files.readString(MANUAL);
        Set<String> events = found(EVENT);
        assertTrue(events.size() >= 5, events::toString);
        assertEquals(
                Set.of(),
                events.stream()
                        .filter(event -> !manual.contains("`" + event + "`"))
                        .collect(Collectors.toSet()));
    }

    private static Set<String> found(Pattern pattern) throws IOException {
        Set<String> all = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                String text = Files.readString(source);
                if (pattern == EVENT || text.contains("LogFields")) {
                    pattern.matcher(text)
                            .results()
                            .map((MatchResult match) -> match.group(1))
                            .forEach(all::add);
                }
            }
        }
        return all;
    }
}
