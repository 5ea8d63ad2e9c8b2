package org.poolwarden.standin;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.poolwarden.standin.database.Backstage;
import org.poolwarden.standin.database.OracleDatabase;
import org.poolwarden.standin.database.catalog.SessionId;

/**
 * Of {@link Backstage} what a person tries by hand, as lines of text. An IllegalArgumentException says what is wrong.
 *
 * <pre>
 * pace records=2     transactions of ended sessions are undone so fast
 * stuck sid=20       ALTER SYSTEM does nothing to that session of the first instance and answers ORA-00031
 * back               all of it is taken back, and what was stuck ends
 * </pre>
 */
final class BackstageCommands {

    private static final int MARKED = 31;
    private static final Pattern COMMAND =
            Pattern.compile("(pace) records=([0-9]{1,9})|(stuck) sid=([0-9]{1,9})|(back)");

    private final OracleDatabase database;
    private final Set<SessionId> stuck = ConcurrentHashMap.newKeySet();

    BackstageCommands(OracleDatabase database) {
        this.database = database;
    }

    String run(String line) {
        Matcher command = COMMAND.matcher(line.strip());
        if (!command.matches()) {
            throw new IllegalArgumentException("backstage takes: pace records=N, stuck sid=N, back");
        }
        if (command.group(1) != null) {
            database.backstage().rollbackPace(Integer.parseInt(command.group(2)));
        } else if (command.group(3) != null) {
            stick(Integer.parseInt(command.group(4)));
        } else {
            back();
        }
        return "ok";
    }

    private void stick(int sid) {
        SessionId session = database.session(sid)
                .orElseThrow(() -> new IllegalArgumentException("there is no session with SID " + sid))
                .key();
        stuck.add(session);
        database.backstage().answers(session, "DISCONNECT", MARKED);
        database.backstage().answers(session, "KILL", MARKED);
    }

    private void back() {
        Backstage backstage = database.backstage();
        backstage.takeBack();
        for (SessionId session : stuck) {
            if (database.sessions().stream().anyMatch(row -> row.key().equals(session))) {
                backstage.endProcess(session);
            }
            stuck.remove(session);
        }
    }
}
