package org.poolwarden.guard;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.poolwarden.guard.GuardException.Fate;
import org.poolwarden.guard.GuardException.Kind;
import org.poolwarden.leak.evidence.DatabaseFacts;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Holdings;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.scan.Samples;

/**
 * A guard over a list of sessions: it knows those that are listed, and ending one takes it off. Each answer can
 * be planned otherwise. Writes down every call.
 */
public final class FakeGuard implements Guard {

    public final List<Session> listed = new CopyOnWriteArrayList<>();
    /** Those that are there and that no list has: all of an instance may be missing for a moment. */
    public final Set<SessionId> hidden = new HashSet<>();
    /** What the next checks raise, in order; null lets one through. */
    public final Deque<Raise> checks = new ArrayDeque<>();
    /** What the guard says of single sessions when it is asked of several; of the others that they may be ended. */
    public final Map<SessionId, GuardRuling> ruled = new HashMap<>();
    /** What that question raises; null for none. */
    public Raise ruling;
    /** What happens while a session is checked. */
    public Runnable onCheck = () -> {};
    /** What happens while more of a session is read. */
    public Runnable onDetail = () -> {};
    /** What happens when all sessions have been read. */
    public Runnable onSessions = () -> {};
    /** What happens when some sessions have been read by their keys. */
    public Runnable onFind = () -> {};
    /** What every reading raises; null for none. */
    public Raise reading;
    /** What sessions hold; of the others the guard shows nothing. */
    public final Map<SessionId, Holdings> held = new HashMap<>();
    /** What asking for that raises; null for none. */
    public Raise holding;
    /** Texts of statements, by their sql_id. */
    public final Map<String, String> texts = new HashMap<>();
    /** What asking for a text raises; null for none. */
    public Raise texting;
    /** What ending a session does instead. */
    public End end = session -> {
        listed.removeIf(candidate -> candidate.id().equals(session));
        return new GuardAnswer(GuardAnswer.Outcome.DONE, 77);
    };

    /** What cancelling a statement does. */
    public End cancel = session -> new GuardAnswer(GuardAnswer.Outcome.DONE, 78);

    /** What a question about single sessions fails with though nobody expects it; null for nothing. */
    public RuntimeException broken;

    SessionDetail detail = new SessionDetail("SQL*Net message from client", "Idle", 42, "DEDICATED", List.of());
    public final List<Recovery> recovered = new ArrayList<>();
    public final List<AuditEntry> audited = new ArrayList<>();
    /** What the audit was asked for. Only the session is looked at here; the rest is the database's. */
    public final List<AuditQuery> queries = new ArrayList<>();

    public Raise recovering;
    /** What happens while it is asked what is rolled back. */
    public Runnable onRecovery = () -> {};
    /** The notes in the audit, by {@code kill of session}. */
    public final Map<String, String> notes = new ConcurrentHashMap<>();
    /** What every note raises; null for none. */
    public Raise noting;

    public Raise identifying;
    /** What happens while it is asked which database it is for. */
    public Runnable onIdentify = () -> {};

    public DatabaseId database = Samples.FREE;
    /** What the database says of itself; null for its two names alone. */
    public DatabaseFacts facts;

    public String guardVersion = GuardVersion.WANTED;
    public String machine = "appserver";
    public volatile String user = "POOLWARDEN";

    private final String name;
    private final List<String> calls;

    public FakeGuard(String name, List<String> calls) {
        this.name = name;
        this.calls = calls;
    }

    /** From now on its sessions are shown as killed, as an Oracle shows them. */
    public void showsKilled(SessionDetail.Cleanup cleanup) {
        detail = new SessionDetail(
                "SQL*Net message from client", "Idle", 42, SessionDetail.PSEUDO, true, cleanup, List.of());
    }

    /** Its sessions are served by that kind of server process. */
    public void served(String server) {
        detail = new SessionDetail("SQL*Net message from client", "Idle", 42, server, List.of());
    }

    @Override
    public GuardIdentity identify() throws GuardException {
        calls.add("identify");
        onIdentify.run();
        raise(identifying);
        return new GuardIdentity(
                facts == null ? DatabaseFacts.of(database) : facts, "23.0.0.0.0", guardVersion, machine, user);
    }

    @Override
    public List<Session> sessions() throws GuardException {
        calls.add("sessions");
        raise(reading);
        List<Session> all = List.copyOf(listed);
        onSessions.run();
        return all;
    }

    @Override
    public FoundSessions sessions(Set<SessionId> wanted) throws GuardException {
        if (wanted.isEmpty()) {
            return new FoundSessions(Map.of(), Set.of());
        }
        calls.add("find");
        raise(reading);
        if (broken != null) {
            throw broken;
        }
        FoundSessions found = new FoundSessions(
                listed.stream()
                        .filter(session -> wanted.contains(session.id()))
                        .collect(Collectors.toMap(Session::id, session -> session, (first, second) -> second)),
                listed.stream().map(session -> session.id().instance()).collect(Collectors.toSet()));
        onFind.run();
        return found;
    }

    @Override
    public Map<SessionId, GuardRuling> rulings(Set<SessionId> wanted) throws GuardException {
        calls.add("rulings of " + wanted.size());
        raise(ruling);
        Map<SessionId, GuardRuling> rulings = new HashMap<>();
        Set<SessionId> there = listed.stream().map(Session::id).collect(Collectors.toSet());
        wanted.forEach(
                session -> rulings.put(session, there.contains(session) ? GuardRuling.ALLOWED : GuardRuling.GONE));
        rulings.putAll(ruled);
        return rulings;
    }

    /** What happens while it is asked what sessions hold. */
    public Runnable onHoldings = () -> {};

    @Override
    public Map<SessionId, Holdings> holdings(Set<SessionId> wanted) throws GuardException {
        calls.add("holdings of " + wanted.size());
        onHoldings.run();
        raise(holding);
        Map<SessionId, Holdings> found = new HashMap<>(held);
        found.keySet().retainAll(wanted);
        return found;
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
        onCheck.run();
        Raise planned = checks.isEmpty() ? Raise.NOTHING : checks.poll();
        raise(planned);
        if (!hidden.contains(session)
                && listed.stream().noneMatch(candidate -> candidate.id().equals(session))) {
            raise(Raise.GONE);
        }
    }

    @Override
    public Optional<SessionDetail> detail(SessionId session) throws GuardException {
        onDetail.run();
        calls.add("detail");
        raise(reading);
        return Optional.ofNullable(detail);
    }

    @Override
    public List<Recovery> recovery() throws GuardException {
        calls.add("recovery");
        onRecovery.run();
        raise(recovering);
        return List.copyOf(recovered);
    }

    /** The sessionless transactions that live. */
    public final Set<String> sessionless = new HashSet<>();
    /** What asking for them raises; null for none. */
    public Raise sessionlessly;

    @Override
    public Set<String> sessionless() throws GuardException {
        calls.add("sessionless");
        raise(sessionlessly);
        return Set.copyOf(sessionless);
    }

    @Override
    public List<AuditEntry> audit(AuditQuery query, int max) throws GuardException {
        raise(reading);
        queries.add(query);
        return audited.stream()
                .filter(entry -> query.session() == null || query.session().equals(entry.session()))
                .sorted(Comparator.comparing(AuditEntry::id).reversed())
                .limit(max)
                .toList();
    }

    @Override
    public List<AuditEntry> audit(SessionId session, int max) throws GuardException {
        raise(reading);
        return audited.stream()
                .filter(entry -> session.key().equals(entry.session()))
                .limit(max)
                .toList();
    }

    @Override
    public void noteEnd(SessionId session, String killId, String note) throws GuardException {
        raise(noting);
        notes.put(killId + " of " + session.key(), note);
    }

    @Override
    public GuardAnswer cancel(SessionId session, String sqlId, Claim claim) throws GuardException {
        calls.add("cancel " + sqlId);
        return cancel.end(session);
    }

    @Override
    public GuardAnswer end(SessionId session, KillMode mode, Claim claim) throws GuardException {
        calls.add("end " + mode + " by " + claim.requester() + ", kill " + claim.killId() + ": " + claim.reason());
        return end.end(session);
    }

    public static void raise(Raise raise) throws GuardException {
        if (raise != null && raise != Raise.NOTHING) {
            throw new GuardException(raise.kind, raise.code, "ORA-" + raise.code + " " + raise, raise.fate, null);
        }
    }

    /** The errors of a guard. */
    public enum Raise {
        NOTHING(null, 0, Fate.NOT_SENT),
        DENIED(Kind.DENIED, 20901, Fate.ANSWERED),
        GONE(Kind.GONE, 20902, Fate.ANSWERED),
        REFUSED(Kind.REFUSED, 20905, Fate.ANSWERED),
        DOWN(Kind.UNAVAILABLE, 12541, Fate.NOT_SENT),
        /** The request was sent, and no answer came. */
        LOST(Kind.UNAVAILABLE, 3113, Fate.UNKNOWN),
        /** Nobody asked: earlier questions wait. */
        BUSY(Kind.BUSY, 0, Fate.NOT_SENT),
        BROKEN(Kind.FAILED, 600, Fate.ANSWERED),
        MISSING(Kind.NO_DATASOURCE, 0, Fate.NOT_SENT),
        BARE(Kind.NOT_INSTALLED, 942, Fate.NOT_SENT);

        private final Kind kind;
        private final int code;
        private final Fate fate;

        Raise(Kind kind, int code, Fate fate) {
            this.kind = kind;
            this.code = code;
            this.fate = fate;
        }
    }

    /** What ending a session does. */
    public interface End {
        GuardAnswer end(SessionId session) throws GuardException;
    }
}
