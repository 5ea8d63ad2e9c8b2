package org.poolwarden.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.server.ServersTable.Key;
import org.poolwarden.server.ServersTable.Run;

@DisplayName("The manual's table of servers")
class ServersTableTest {

    private static final String PAGE = """
            before
            <!-- servers:begin -->
            | WildFly | IronJacamar | Java | driver |
            |---|---|---|---|
            | 35.0.1.Final | 3.0.10.Final | 17, 25 | ojdbc11 23.26.4.0.0 |
            | 39.0.1.Final | 3.0.18.Final | 17 | ojdbc11 23.26.4.0.0 |
            <!-- servers:end -->
            after
            """;

    private static final Key OLD = new Key("9.0.0.Final", "1.0.0.Final", "ojdbc11 23.26.4.0.0");
    private static final Key MIDDLE = new Key("35.0.1.Final", "3.0.10.Final", "ojdbc11 23.26.4.0.0");
    private static final Key NEWEST = new Key("39.0.1.Final", "3.0.18.Final", "ojdbc11 23.26.4.0.0");

    @Test
    @DisplayName("is written as it was read")
    void same() {
        assertEquals(PAGE, ServersTable.of(PAGE).in(PAGE));
        assertThrows(IllegalArgumentException.class, () -> ServersTable.of("no table"));
    }

    @Test
    @DisplayName("gets what has passed, in the order of versions")
    void passed() {
        ServersTable table = ServersTable.of(PAGE);
        table.add(new Run(NEWEST, 25, true));
        table.add(new Run(OLD, 17, true));
        table.add(new Run(new Key("39.0.1.Final", "3.0.18.Final", "ojdbc8 12.2.0.1.0"), 17, true));
        assertEquals(List.of("9.0.0.Final", "35.0.1.Final", "39.0.1.Final"), table.servers());
        assertEquals(
                PAGE.replace("| 35.0.1", "| 9.0.0.Final | 1.0.0.Final | 17 | ojdbc11 23.26.4.0.0 |\n| 35.0.1")
                        .replace("18.Final | 17 |", "18.Final | 17, 25 |")
                        .replace(
                                "<!-- servers:end",
                                "| 39.0.1.Final | 3.0.18.Final | 17 | ojdbc8 12.2.0.1.0 |\n<!-- servers:end"),
                table.in(PAGE));
    }

    @Test
    @DisplayName("loses what has failed, and what was of other pools")
    void failed() {
        ServersTable table = ServersTable.of(PAGE);
        table.add(new Run(MIDDLE, 25, false));
        table.add(new Run(NEWEST, 17, false));
        assertEquals(
                PAGE.replace("17, 25", "17").replaceAll("\\| 39.*\n", ""),
                table.in(PAGE),
                "a line without a Java goes");
        table.add(new Run(new Key("35.0.1.Final", "3.0.11.Final", "ojdbc11 23.26.4.0.0"), 21, true));
        assertEquals(
                PAGE.replaceAll("\\| 39.*\n", "").replace("3.0.10.Final | 17, 25", "3.0.11.Final | 21"),
                table.in(PAGE));
    }

    @Test
    @DisplayName("names every server that the profile compat boots, and no other")
    void complete() throws IOException {
        Path project = Path.of(System.getProperty("poolwarden.project"));
        String poms = Files.readString(project.resolve("pom.xml"));
        TreeSet<String> built = new TreeSet<>();
        Pattern.compile("<artifactId>wildfly-dist</artifactId>\\s*<version>(\\d[^<]*)</version>")
                .matcher(poms)
                .results()
                .forEach(found -> built.add(found.group(1)));
        Pattern.compile("<version.wildfly>([^<]*)<")
                .matcher(poms)
                .results()
                .forEach(found -> built.add(found.group(1)));
        String manual = Files.readString(project.resolve("ear/doc/install.md"));
        assertEquals(built, new TreeSet<>(ServersTable.of(manual).servers()), "mvn verify -Pcompat writes it");
    }
}
