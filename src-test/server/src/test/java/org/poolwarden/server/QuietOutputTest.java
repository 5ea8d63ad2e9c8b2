package org.poolwarden.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Maven without its chatter")
class QuietOutputTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final QuietOutput out = new QuietOutput(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    @Test
    @DisplayName("keeps information and warnings to itself, in colour or not")
    void chatter() {
        out.println("[INFO] Building");
        out.println("[\u001B[1;34mINFO\u001B[m] Building");
        out.println("[WARNING] Overwriting");
        assertEquals("", printed());
    }

    @Test
    @DisplayName("prints errors")
    void errors() {
        out.println("[ERROR] no");
        out.println("[\u001B[1;31mERROR\u001B[m] no");
        assertEquals("[ERROR] no\n[\u001B[1;31mERROR\u001B[m] no\n", printed());
    }

    @Test
    @DisplayName("prints what others print")
    void others() {
        out.printf("%s%n", "[INFO] is a word");
        out.println((String) null);
        assertEquals("[INFO] is a word\nnull\n", printed());
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
