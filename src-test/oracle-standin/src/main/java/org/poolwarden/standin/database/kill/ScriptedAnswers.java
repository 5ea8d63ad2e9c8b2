package org.poolwarden.standin.database.kill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.poolwarden.standin.database.catalog.SessionId;
import org.poolwarden.standin.database.sql.AlterSystem;
import org.poolwarden.standin.database.transaction.RunningStatement;
import org.poolwarden.standin.engine.OraException;

/** What ALTER SYSTEM is to answer instead of doing anything, and how long it is to hang before it does. */
public final class ScriptedAnswers {

    /** Null for every session, which comes after what is said of one. */
    private record Line(AlterSystem.Verb verb, SessionId session, int oraCode, Duration hangs) {
        boolean isFor(AlterSystem.Verb asked, SessionId about) {
            return verb == asked && (session == null || session.equals(about));
        }
    }

    private final List<Line> lines = new ArrayList<>();

    /** Replaces what was ordered for the same; code 0 and no time is nothing. */
    public synchronized void orders(AlterSystem.Verb verb, SessionId session, int oraCode, Duration hangs) {
        lines.removeIf(line -> line.verb == verb && Objects.equals(line.session, session));
        if (oraCode != 0 || !hangs.isZero()) {
            lines.add(session == null ? lines.size() : 0, new Line(verb, session, oraCode, hangs));
        }
    }

    public synchronized void clear() {
        lines.clear();
    }

    /** Throws 1013 if it is cancelled while it hangs. */
    void plays(AlterSystem.Verb verb, SessionId session, RunningStatement execution) throws OraException {
        Line line = line(verb, session);
        if (line == null) {
            return;
        }
        execution.sleep(line.hangs.toMillis());
        if (line.oraCode != 0) {
            throw new OraException(line.oraCode, "ordered by the test for " + verb + " of " + session);
        }
    }

    private synchronized Line line(AlterSystem.Verb verb, SessionId session) {
        return lines.stream().filter(l -> l.isFor(verb, session)).findFirst().orElse(null);
    }
}
