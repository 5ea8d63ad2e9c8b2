package org.poolwarden.standin.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A database of its own in memory: users, their schemas, their sessions. It is gone when it is closed. */
public final class OracleDatabase implements Engine, AutoCloseable {

    private static final int LARGEST_NUMBER = 65_535;
    private static final int FIRST_SID = 20;
    private static final int FIRST_SERIAL = 1000;
    private static final long END_MILLIS = 10_000;

    private final DatabaseName name;
    private final Map<String, Account> accounts;
    private final SystemObjects systemObjects;
    private final Map<String, SystemView> systemViews;
    private final H2Store store;
    private final LockWaits lockWaits = new LockWaits();
    private final RowLocks rowLocks = new RowLocks();
    private final ReentrantLock oneChangeAtATime = new ReentrantLock();
    private final Map<Integer, OracleSession> sessions = new TreeMap<>();
    private int lastSerial = FIRST_SERIAL;

    /** Creates it, without any session. */
    public OracleDatabase(DatabaseName name, Collection<Account> accounts, SystemObjects systemObjects) {
        this.name = name;
        this.accounts = accounts.stream().collect(Collectors.toUnmodifiableMap(Account::name, a -> a));
        this.systemObjects = systemObjects;
        this.systemViews =
                systemObjects.views(this).stream().collect(Collectors.toUnmodifiableMap(SystemView::name, v -> v));
        this.store = new H2Store(this.accounts.keySet(), systemViews.values());
    }

    /** What it calls itself. */
    public DatabaseName name() {
        return name;
    }

    @Override
    public String password(String username) {
        Account account = accounts.get(username);
        return account == null ? null : account.password();
    }

    @Override
    public EngineSession open(Handshake handshake, Wire wire) throws OraException {
        if (password(handshake.username()) == null) {
            throw new OraException(1017, "invalid username/password; logon denied");
        }
        Connection connection;
        try {
            connection = store.connect(handshake.username());
        } catch (SQLException e) {
            throw H2Errors.translate(e);
        }
        synchronized (sessions) {
            int sid = FIRST_SID;
            while (sessions.containsKey(sid)) {
                sid++;
            }
            lastSerial = lastSerial == LARGEST_NUMBER ? 1 : lastSerial + 1;
            OracleSession session = new OracleSession(this, handshake, wire, sid, lastSerial, connection);
            sessions.put(sid, session);
            return session;
        }
    }

    /** All sessions, by SID. */
    public List<SessionRow> sessions() {
        return live().stream().map(OracleSession::row).toList();
    }

    /** The session of that SID, whatever its serial. */
    public Optional<SessionRow> session(int sid) {
        return Optional.ofNullable(live(sid)).map(OracleSession::row);
    }

    /**
     * Ends a session: its client is cut off, what it runs is cancelled, its transaction is rolled back.
     *
     * @return false if it has not gone yet after a long wait; true if it has, or never was
     */
    public boolean end(int sid, int serial) {
        OracleSession session = live(sid);
        return session == null || session.serial() != serial || session.end(END_MILLIS);
    }

    /**
     * Ends a session when its transaction has ended, at once if none is open; the answer is as {@link #end} gives
     * it.
     */
    public boolean endAfterTransaction(int sid, int serial) {
        OracleSession session = live(sid);
        return session == null || session.serial() != serial || session.endAfterTransaction(END_MILLIS);
    }

    /**
     * Cancels what a session runs; nothing happens if it runs nothing, or something else.
     *
     * @param sqlId null for whatever it runs
     */
    public void cancel(int sid, int serial, String sqlId) {
        OracleSession session = live(sid);
        if (session != null && session.serial() == serial && (sqlId == null || sqlId.equals(session.runningSqlId()))) {
            session.cancel();
        }
    }

    /** Ends all sessions without a word, and forgets everything. */
    @Override
    public void close() {
        for (OracleSession session : live()) {
            session.end(END_MILLIS);
        }
        store.close();
    }

    /** Null if this user knows none of that name. */
    Procedure procedure(String procedureName, String username) {
        return systemObjects.procedure(this, procedureName, username);
    }

    LockWaits lockWaits() {
        return lockWaits;
    }

    RowLocks rowLocks() {
        return rowLocks;
    }

    ReentrantLock oneChangeAtATime() {
        return oneChangeAtATime;
    }

    /** ORA-00942 for what H2 has and Oracle has not, and for views of SYS that this user may not read. */
    void checkAccess(SqlText text, String username, String currentSchema) throws OraException {
        boolean hidden = !systemObjects.readable(username)
                && text.namesSysObject(systemViews::containsKey, "SYS".equals(currentSchema));
        if (hidden || text.namesForeignSchema()) {
            throw new OraException(942, "table or view does not exist");
        }
    }

    List<Object[]> systemRows(String view, String username) throws OraException {
        SystemView known = systemViews.get(view);
        if (known == null || !systemObjects.readable(username)) {
            throw new OraException(942, "table or view does not exist");
        }
        return known.rows().readBy(username);
    }

    /** Other sessions whose open transaction meets the condition, by SID. */
    List<LockWaits.Holder> holders(OracleSession waiter, Predicate<OpenTransaction> condition) {
        List<LockWaits.Holder> holders = new ArrayList<>();
        for (OracleSession session : live()) {
            LockWaits.Holder holder = LockWaits.Holder.of(session);
            if (session != waiter && holder.holds() && condition.test(session.transaction())) {
                holders.add(holder);
            }
        }
        return holders;
    }

    void gone(OracleSession session) {
        synchronized (sessions) {
            sessions.remove(session.sid(), session);
        }
    }

    private List<OracleSession> live() {
        synchronized (sessions) {
            return List.copyOf(sessions.values());
        }
    }

    private OracleSession live(int sid) {
        synchronized (sessions) {
            return sessions.get(sid);
        }
    }
}
