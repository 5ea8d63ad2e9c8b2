package org.poolwarden.admin;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.poolwarden.leak.DatabaseId;
import org.poolwarden.leak.Session;
import org.poolwarden.leak.SessionId;
import org.poolwarden.oracle.Guard;
import org.poolwarden.oracle.GuardAnswer;
import org.poolwarden.oracle.GuardException;
import org.poolwarden.oracle.GuardException.Kind;
import org.poolwarden.oracle.GuardIdentity;
import org.poolwarden.oracle.KillMode;

/**
 * A guard over a list of sessions: it knows those that are listed, and ending one takes it off. Each answer can
 * be planned otherwise. Writes down every call.
 */
final class FakeGuard implements Guard {

    final List<Session> listed = new ArrayList<>();
    /** What the next checks raise, in order; null lets one through. */
    final Deque<Raise> checks = new ArrayDeque<>();
    /** What every reading raises; null for none. */
    Raise reading;
    /** Texts of statements, by their sql_id. */
    final Map<String, String> texts = new HashMap<>();
    /** What asking for a text raises; null for none. */
    Raise texting;
    /** What ending a session does instead. */
    End end = session -> {
        listed.removeIf(candidate -> candidate.id().equals(session));
        return new GuardAnswer(GuardAnswer.Outcome.DONE, 77);
    };

    Raise identifying;
    DatabaseId database = Samples.FREE;
    String guardVersion = "1.0";
    String machine = "appserver";

    private final String name;
    private final List<String> calls;

    FakeGuard(String name, List<String> calls) {
        this.name = name;
        this.calls = calls;
    }

    @Override
    public String datasource() {
        return name;
    }

    @Override
    public GuardIdentity identify() throws GuardException {
        calls.add("identify");
        raise(identifying);
        return new GuardIdentity(database, "23.0.0.0.0", guardVersion, machine);
    }

    @Override
    public List<Session> sessions() throws GuardException {
        calls.add("sessions");
        raise(reading);
        return List.copyOf(listed);
    }

    @Override
    public Optional<String> sqlText(SessionId session, String sqlId) throws GuardException {
        calls.add("text of " + sqlId);
        raise(texting);
        return Optional.ofNullable(texts.get(sqlId));
    }

    @Override
    public void checkSession(SessionId session) throws GuardException {
        calls.add("check");
        Raise planned = checks.isEmpty() ? Raise.NOTHING : checks.poll();
        raise(planned);
        if (KillRun.find(listed, session) == null) {
            raise(Raise.GONE);
        }
    }

    @Override
    public GuardAnswer end(SessionId session, KillMode mode, String requester, String reason) throws GuardException {
        calls.add("end " + mode + " by " + requester + ": " + reason);
        return end.end(session);
    }

    static void raise(Raise raise) throws GuardException {
        if (raise != null && raise != Raise.NOTHING) {
            throw new GuardException(
                    raise.kind, raise.code, "ORA-" + raise.code + " " + raise, raise == Raise.LOST, null);
        }
    }

    /** The errors of a guard. */
    enum Raise {
        NOTHING(null, 0),
        DENIED(Kind.DENIED, 20901),
        GONE(Kind.GONE, 20902),
        REFUSED(Kind.REFUSED, 20905),
        DOWN(Kind.UNAVAILABLE, 12541),
        /** The request was sent, and no answer came. */
        LOST(Kind.UNAVAILABLE, 3113),
        BROKEN(Kind.FAILED, 600),
        MISSING(Kind.NO_DATASOURCE, 0),
        BARE(Kind.NOT_INSTALLED, 942);

        private final Kind kind;
        private final int code;

        Raise(Kind kind, int code) {
            this.kind = kind;
            this.code = code;
        }
    }

    /** What ending a session does. */
    interface End {
        GuardAnswer end(SessionId session) throws GuardException;
    }
}
