package org.poolwarden.standin.database;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.poolwarden.standin.database.catalog.SessionId;
import org.poolwarden.standin.database.catalog.SessionRow;

/** The background processes' sessions, of which every instance has some: they do nothing here. */
final class BackgroundSessions {

    private static final List<String> NAMES = List.of("PMON", "SMON");

    private final List<SessionRow> rows;

    BackgroundSessions(List<OracleInstance> instances) {
        LocalDateTime started = LocalDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS);
        rows = instances.stream()
                .flatMap(instance -> NAMES.stream().map(name -> row(instance, name, started)))
                .toList();
    }

    List<SessionRow> rows() {
        return rows;
    }

    boolean has(SessionId session) {
        return rows.stream().anyMatch(row -> row.key().equals(session));
    }

    private static SessionRow row(OracleInstance instance, String name, LocalDateTime started) {
        int sid = 1 + NAMES.indexOf(name);
        String address = DictionaryRow.address(new SessionId(instance.number(), sid, 1));
        return new SessionRow(
                instance.number(),
                sid,
                1,
                "BACKGROUND",
                null,
                "ACTIVE",
                0,
                started,
                "oracle",
                "standin",
                "oracle@standin (" + name + ")",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                name.toLowerCase(Locale.ROOT) + " timer",
                "Idle",
                0,
                null,
                null,
                0,
                address,
                address,
                false,
                null,
                false,
                null,
                "SYS");
    }
}
