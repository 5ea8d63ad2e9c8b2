package org.poolwarden.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The table of the manual that says on which servers, Javas and drivers Poolwarden ran: read from the page, changed by
 * what ran now, and written back. Not for several threads.
 */
public final class ServersTable {

    private static final String BEGIN = "<!-- servers:begin -->\n";
    private static final String END = "<!-- servers:end -->";
    private static final String HEAD = "| WildFly | IronJacamar | Java | driver |\n|---|---|---|---|\n";
    private static final int COLUMNS = 4;

    private final Map<Key, SortedSet<Integer>> javas = new TreeMap<>(
            Comparator.comparing((Key key) -> feature(key.wildfly())).thenComparing(Key::driver));

    /**
     * One line of it.
     *
     * @param wildfly the server's version, such as {@code 39.0.1.Final}
     * @param ironJacamar the version of its pools
     * @param driver file and version, such as {@code ojdbc11 23.26.4.0.0}
     */
    public record Key(String wildfly, String ironJacamar, String driver) {}

    /**
     * The table as the page has it.
     *
     * @throws IllegalArgumentException if the page has none
     */
    public static ServersTable of(String page) {
        ServersTable table = new ServersTable();
        page.substring(start(page), end(page))
                .lines()
                .filter(line -> !HEAD.contains(line + "\n"))
                .forEach(table::read);
        return table;
    }

    /** Changes the table of a page as {@code run} says. */
    public static void update(Path page, Iterable<Run> runs) throws IOException {
        String text = Files.readString(page);
        ServersTable table = of(text);
        runs.forEach(table::add);
        Files.writeString(page, table.in(text));
    }

    /** How one run ended: what has passed is claimed, and what has failed is claimed no longer. */
    public record Run(Key key, int java, boolean passed) {}

    /** The servers, the oldest first. */
    public List<String> servers() {
        return javas.keySet().stream().map(Key::wildfly).distinct().toList();
    }

    void add(Run run) {
        // A server that has other pools than before is another one.
        javas.keySet()
                .removeIf(key -> key.wildfly().equals(run.key().wildfly())
                        && !key.ironJacamar().equals(run.key().ironJacamar()));
        SortedSet<Integer> ran = javas.computeIfAbsent(run.key(), key -> new TreeSet<>());
        if (run.passed()) {
            ran.add(run.java());
        } else {
            ran.remove(run.java());
        }
        if (ran.isEmpty()) {
            javas.remove(run.key());
        }
    }

    /** The page with this table instead of its own. */
    String in(String page) {
        StringBuilder text = new StringBuilder(page.substring(0, start(page))).append(HEAD);
        javas.forEach((key, features) -> text.append("| ")
                .append(key.wildfly())
                .append(" | ")
                .append(key.ironJacamar())
                .append(" | ")
                .append(features.stream().map(String::valueOf).collect(Collectors.joining(", ")))
                .append(" | ")
                .append(key.driver())
                .append(" |\n"));
        return text.append(page.substring(end(page))).toString();
    }

    private void read(String line) {
        String[] cells =
                Arrays.stream(line.split("\\|")).map(String::strip).skip(1).toArray(String[]::new);
        if (cells.length != COLUMNS) {
            throw new IllegalArgumentException("not a line of the table of servers: " + line);
        }
        Key key = new Key(cells[0], cells[1], cells[3]);
        for (String java : cells[2].split(", ")) {
            javas.computeIfAbsent(key, any -> new TreeSet<>()).add(Integer.valueOf(java));
        }
    }

    private static int feature(String wildfly) {
        return Integer.parseInt(wildfly.substring(0, wildfly.indexOf('.')));
    }

    private static int start(String page) {
        int begin = page.indexOf(BEGIN);
        if (begin < 0) {
            throw new IllegalArgumentException("the page has no table of servers");
        }
        return begin + BEGIN.length();
    }

    private static int end(String page) {
        return page.indexOf(END);
    }
}
