package org.poolwarden.console.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.console.PostExchange;

@DisplayName("The headers of every response")
class SecurityHeadersTest {

    private static final Pattern SET = Pattern.compile("set\\(attribute=\"%\\{o,([\\w-]+)}\", value=\"([^\"]+)\"\\)");

    /** The container's handlers come before its own refusals; the filter is for pages of errors, which lose them. */
    @Test
    @DisplayName("are the same from the filter and from the container's handlers")
    void agree() throws Exception {
        Map<String, String> handlers = SET.matcher(
                        Files.readString(Path.of("src/main/webapp/WEB-INF/undertow-handlers.conf")))
                .results()
                .collect(Collectors.toMap(set -> set.group(1), set -> set.group(2), (a, b) -> a, TreeMap::new));

        assertEquals(new TreeMap<>(new PostExchange("GET").headersOf(new SecurityHeaders())), handlers);
    }
}
