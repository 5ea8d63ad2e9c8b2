package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Properties;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a server whose mark is on a session that the test has opened: the server's own, as far as it can tell. */
@DisplayName("A marked session that no connection of the server has")
class ApplicationPoolsIT extends OnServer {

    private static final String MARK = "it-mark";
    private static final String APPLICATION = "opening.war";

    @TempDir
    private Path files;

    @BeforeEach
    void mark() throws Exception {
        Cli.script(List.of(
                "/system-property=poolwarden.mark:add(value=" + MARK + ")",
                "/system-property=poolwarden.orphan-after:add(value=PT1S)",
                "/deployment=poolwarden.ear:redeploy"));
        awaitWarden();
    }

    @AfterEach
    void unmark() throws Exception {
        Cli.script(List.of(
                "if (outcome == success) of /deployment=" + APPLICATION + ":read-resource\nundeploy " + APPLICATION
                        + "\nend-if",
                "/system-property=poolwarden.mark:remove",
                "/system-property=poolwarden.orphan-after:remove",
                "/deployment=poolwarden.ear:redeploy"));
        awaitWarden();
    }

    @Test
    @DisplayName("is an ORPHAN, but not while an application could have opened it, whose own sessions are counted")
    void application() throws Exception {
        try (Connection lost = marked()) {
            assertTrue(lost.isValid(1));
            awaitVerdict("ORPHAN", "no connection of this server uses it");

            Cli.succeed("deploy " + Wars.opening(files) + " --name=" + APPLICATION);
            awaitVerdict("FOREIGN", "the application opening.war has Oracle's driver among its classes");
            assertEquals(List.of(), counted(), "it has opened nothing yet");

            Http opening = Http.anonymous(Stage.httpPort(), "/opening");
            for (int sessions = 1; sessions <= 2; sessions++) {
                assertEquals(200, opening.get("/open.jsp").statusCode());
                assertEquals(sessions, ownSessions().size(), "its sessions are this server's, and of no pool");
                List<String> counted = counted();
                assertEquals(1, counted.size(), counted::toString);
                assertTrue(counted.get(0).contains("no pool that Poolwarden watches: " + sessions), counted::toString);
            }
            awaitVerdict("FOREIGN", "the application opening.war has Oracle's driver among its classes");

            assertEquals(200, opening.get("/close.jsp").statusCode());
            Cli.succeed("undeploy " + APPLICATION);
            awaitVerdict("ORPHAN", "no connection of this server uses it");
            assertEquals(List.of(), counted());
        }
    }

    private static Connection marked() throws Exception {
        Properties given = new Properties();
        given.put("user", "SHOP");
        given.put("password", "shop");
        given.put("v$session.program", MARK);
        return DriverManager.getConnection(Stage.database().url(), given);
    }

    private void awaitVerdict(String verdict, String reason) throws Exception {
        Eventually.get(
                verdict + " because " + reason,
                () -> sessions().stream()
                        .filter(session -> MARK.equals(session.get("program")))
                        .map(session -> session.get("verdict") + " " + List.of((String[]) session.get("reasons")))
                        .toList(),
                found -> found.size() == 1
                        && found.get(0).startsWith(verdict)
                        && found.get(0).contains(reason));
    }

    /** As they are now, after a scan. */
    private List<CompositeData> sessions() throws Exception {
        warden.leases();
        return warden.table("listSessions");
    }

    private List<CompositeData> ownSessions() throws Exception {
        return sessions().stream()
                .filter(session -> List.of((String[]) session.get("reasons"))
                        .toString()
                        .contains("from this server's own process"))
                .filter(session -> "FOREIGN".equals(session.get("verdict")))
                .toList();
    }

    private List<String> counted() throws Exception {
        return warden.problems().stream()
                .filter(problem -> problem.startsWith("PWARDEN0127"))
                .toList();
    }

    private void awaitWarden() throws Exception {
        Eventually.isTrue("the MBean is back", () -> warden.server().isRegistered(warden.name()));
    }
}
