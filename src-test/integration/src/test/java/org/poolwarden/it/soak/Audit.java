package org.poolwarden.it.soak;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Whether the database's audit says of each kill what became of it, and nothing of anything else. */
final class Audit {

    private static final long NOTED_SECONDS = 180;
    private static final String QUERY = "SELECT audit_id, kill_id, action, sid, serial_no, outcome, error_code, note"
            + " FROM sys.poolwarden_audit_log WHERE action IN ('DISCONNECT', 'KILL', 'CANCEL') ORDER BY audit_id";

    private final World world;
    /** Kills that were found right. */
    private final Set<String> done = new HashSet<>();

    Audit(World world) {
        this.world = world;
    }

    private record Row(
            long id, String kill, String action, String session, String outcome, String error, String note) {}

    /** Waits for the notes, which come after the kill is over. */
    void check(boolean fair) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(NOTED_SECONDS);
        List<String> faults;
        do {
            faults = compare(rows(), fair);
            if (faults.isEmpty()) {
                return;
            }
            Thread.sleep(250);
        } while (System.nanoTime() < deadline);
        faults.forEach(world.journal()::fault);
    }

    private List<String> compare(List<Row> rows, boolean fair) {
        List<String> faults = new ArrayList<>();
        Map<String, List<Row>> byKill =
                rows.stream().filter(row -> row.kill() != null).collect(Collectors.groupingBy(Row::kill));
        Set<String> known = new HashSet<>();
        for (Kills.Kill kill : world.kills().all()) {
            known.add(kill.id());
            if (!done.contains(kill.id()) && world.epoch().isStill(kill.epoch())) {
                String fault = fault(kill, byKill.getOrDefault(kill.id(), List.of()), fair);
                if (fault == null) {
                    done.add(kill.id());
                } else {
                    faults.add("the audit of " + kill + ", which ended as "
                            + world.kills().end(kill) + ", " + fault + ": "
                            + byKill.getOrDefault(kill.id(), List.of()));
                }
            }
        }
        Map<String, String> victims =
                world.kills().all().stream().collect(Collectors.toMap(Kills.Kill::id, Kills.Kill::session));
        for (Row row : rows) {
            String victim = victims.get(row.kill());
            if (victim != null && !victim.equals(row.session())) {
                faults.add("the audit has an act of a kill of " + victim + " that hit another session: " + row);
            }
            boolean asked = world.kills().isTarget(row.session());
            boolean told = known.contains(row.kill()) || world.kills().isUncertain();
            if (!asked || !told) {
                faults.add("the audit has an act that nobody asked for: " + row);
            }
        }
        return faults;
    }

    /** Null if it is as it should be. */
    private String fault(Kills.Kill kill, List<Row> rows, boolean fair) {
        String end = world.kills().end(kill);
        long modes = kill.modes().chars().filter(c -> c == ',').count() + 1;
        if (rows.stream().anyMatch(row -> !row.session().equals(kill.session()))) {
            return "names another session";
        }
        if (rows.size() > modes && fair) {
            return "has too many rows";
        }
        if (end == null || !fair) {
            return null;
        }
        boolean acted = end.startsWith("GONE") || end.startsWith("CANCELLED");
        if (!acted) {
            return rows.isEmpty() || end.startsWith("FAILED") ? null : "has a row of an act";
        }
        if (rows.isEmpty()) {
            return "has no row";
        }
        if (rows.stream().noneMatch(row -> Set.of("DONE", "MARKED").contains(row.outcome()))) {
            return "has no row of an act that was done";
        }
        if (rows.stream().anyMatch(row -> row.note() == null || !row.note().startsWith(end))) {
            return "does not say how it ended";
        }
        return null;
    }

    private List<Row> rows() throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (Connection connection = world.rows().connect("POOLWARDEN", "warden");
                PreparedStatement query = connection.prepareStatement(QUERY);
                ResultSet found = query.executeQuery()) {
            while (found.next()) {
                rows.add(new Row(
                        found.getLong(1),
                        found.getString(2),
                        found.getString(3),
                        found.getString(4) + "," + found.getString(5),
                        found.getString(6),
                        found.getString(7),
                        found.getString(8)));
            }
        }
        return rows;
    }

    /** The database has lost it. */
    void forget() {
        done.clear();
    }
}
