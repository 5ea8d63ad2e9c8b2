package org.poolwarden.it.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** What was done, in order: all of it in a file, the last of it in a failure. Safe for use by many threads. */
final class Journal implements AutoCloseable {

    private static final int LAST = 120;

    private final long start = System.nanoTime();
    private final Path file;
    private final Writer writer;
    private final Deque<String> last = new ArrayDeque<>();
    private final List<String> faults = new ArrayList<>();

    Journal(Path file) throws IOException {
        this.file = file;
        this.writer = Files.newBufferedWriter(file);
    }

    synchronized void say(String text) {
        String line = String.format(Locale.ROOT, "%8.3f %s", (System.nanoTime() - start) / 1e9, text);
        last.add(line);
        if (last.size() > LAST) {
            last.remove();
        }
        try {
            writer.write(line + "\n");
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The model and the world disagree. */
    synchronized void fault(String text) {
        faults.add(text);
        say("FAULT " + text);
    }

    synchronized List<String> faults() {
        return List.copyOf(faults);
    }

    /** The faults and what was done last. */
    synchronized String report() {
        return String.join("\n", faults) + "\nThe last operations, all of them are in " + file + ":\n"
                + String.join("\n", last);
    }

    @Override
    public synchronized void close() throws IOException {
        writer.close();
    }
}
