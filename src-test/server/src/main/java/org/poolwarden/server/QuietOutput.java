package org.poolwarden.server;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What {@code mvn -q} would print, for a Maven that was started without {@code -q}: lines of Maven's logger pass only
 * if they are errors. Everything that others print passes.
 */
final class QuietOutput extends PrintStream {

    private static final String COLOURS = "\u001B\\[[0-9;]*m";

    QuietOutput(PrintStream out) {
        super(out, true, StandardCharsets.UTF_8);
    }

    @Override
    public void println(String line) {
        if (!isChatter(line)) {
            super.println(line);
        }
    }

    private static boolean isChatter(String line) {
        if (line == null) {
            return false;
        }
        String plain = line.replaceAll(COLOURS, "");
        return plain.startsWith("[INFO]") || plain.startsWith("[WARNING]");
    }
}
