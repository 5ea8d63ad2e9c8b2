package org.poolwarden.standin.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.poolwarden.standin.database.catalog.Account;
import org.poolwarden.standin.database.catalog.DatabaseName;
import org.poolwarden.standin.database.catalog.Limits;
import org.poolwarden.standin.database.catalog.Privilege;
import org.poolwarden.standin.database.catalog.Procedure;
import org.poolwarden.standin.database.catalog.RecoveryRow;
import org.poolwarden.standin.database.catalog.SessionId;
import org.poolwarden.standin.database.catalog.SessionRow;
import org.poolwarden.standin.database.catalog.SystemView;
import org.poolwarden.standin.database.grammar.Statement;
import org.poolwarden.standin.database.h2.H2Store;
import org.poolwarden.standin.database.h2.TableRights;
import org.poolwarden.standin.database.kill.Deadline;
import org.poolwarden.standin.database.kill.Rollbacks;
import org.poolwarden.standin.database.kill.ScriptedAnswers;
import org.poolwarden.standin.database.kill.SessionEnding;
import org.poolwarden.standin.database.kill.SessionKiller;
import org.poolwarden.standin.database.kill.TransactionRecovery;
import org.poolwarden.standin.database.kill.UndoProgress;
import org.poolwarden.standin.database.sql.AlterSystem;
import org.poolwarden.standin.database.sql.SqlId;
import org.poolwarden.standin.database.sql.SqlText;
import org.poolwarden.standin.database.transaction.LockWaits;
import org.poolwarden.standin.database.transaction.Locks;
import org.poolwarden.standin.database.transaction.OpenTransaction;
import org.poolwarden.standin.database.transaction.RunningStatement;
import org.poolwarden.standin.database.transaction.TransactionConnection;
import org.poolwarden.standin.database.tree.SqlType;
import org.poolwarden.standin.database.xa.Branches;
import org.poolwarden.standin.engine.Engine;
import org.poolwarden.standin.engine.EngineSession;
import org.poolwarden.standin.engine.OraException;

/** A database of its own in memory: users, their schemas, their sessions. It is gone when it is closed. */
public final class OracleDatabase implements Engine, AutoCloseable {

    private static final Duration CLOSES_IN = Duration.ofSeconds(10);

    private final DatabaseName name;
    private final Map<String, Account> accounts;
    private final PendingTransactions pendingTransactions;
    private final List<SystemObjects> systemObjects;
    private final Map<String, PublishedView> systemViews;
    private final H2Store store;
    private final TableRights tableRights;
    private final Locks locks = new Locks();
    private final Branches branches = new Branches();
    private final List<OracleInstance> instances;
    private final BackgroundSessions background;
    private final Rollbacks rollbacks = new Rollbacks();
    private final TransactionRecovery recovery = new TransactionRecovery();
    private final Set<OracleSession> recovering = ConcurrentHashMap.newKeySet();
    private final SlaveSessions slaves = new SlaveSessions();
    private final Automatic automatic = new Automatic();
    private final ScriptedAnswers killScript = new ScriptedAnswers();
    private final Limits limits = new Limits();
    private final SessionKiller killer;
    private volatile boolean pmonAwake = true;

    private record PublishedView(SystemView view, SystemObjects owner) {}

    /** Creates it with one instance, which waits 60 s for a session that does not notice its kill. */
    public OracleDatabase(DatabaseName name, Collection<Account> accounts, SystemObjects systemObjects) {
        this(name, accounts, Map.of(), systemObjects, 1, Duration.ofSeconds(60));
    }

    /**
     * Creates it, without any session but those of its background processes.
     *
     * @param privileges by username; nobody else has any
     * @param markedAfter how long ALTER SYSTEM waits for a session before it answers ORA-00031
     */
    public OracleDatabase(
            DatabaseName name,
            Collection<Account> accounts,
            Map<String, Set<Privilege>> privileges,
            SystemObjects systemObjects,
            int instanceCount,
            Duration markedAfter) {
        this.name = name;
        this.accounts = accounts.stream().collect(Collectors.toUnmodifiableMap(Account::name, a -> a));
        this.pendingTransactions = new PendingTransactions(branches, privileges);
        this.systemObjects = List.of(systemObjects, pendingTransactions, new ConnectInfo());
        this.systemViews = this.systemObjects.stream()
                .flatMap(owner -> owner.views(this).stream().map(view -> new PublishedView(view, owner)))
                .collect(Collectors.toUnmodifiableMap(published -> published.view.name(), p -> p));
        this.store = new H2Store(
                SqlFunctions.class,
                this.accounts.keySet(),
                systemViews.values().stream().map(PublishedView::view).toList());
        this.tableRights = new TableRights(store);
        this.instances = IntStream.rangeClosed(1, instanceCount)
                .mapToObj(number -> new OracleInstance(this, number))
                .toList();
        this.background = new BackgroundSessions(instances);
        this.killer = new SessionKiller(killScript, this::live, background::has, markedAfter);
    }

    /** How much it takes of what. */
    public Limits limits() {
        return limits;
    }

    /** What it calls itself. */
    public DatabaseName name() {
        return name;
    }

    /** Who can log in, sorted. */
    public List<String> usernames() {
        return accounts.values().stream()
                .filter(account -> account.password() != null)
                .map(Account::name)
                .sorted()
                .toList();
    }

    @Override
    public String password(String username) {
        Account account = accounts.get(username);
        return account == null ? null : account.password();
    }

    /** The first instance. */
    @Override
    public boolean isFull() {
        return instance(1).isFull();
    }

    /** Through the first instance. */
    @Override
    public EngineSession open(Handshake handshake, Wire wire) throws OraException {
        return instance(1).open(handshake, wire);
    }

    /** The engine behind one of its listeners; 1 is the first. */
    public OracleInstance instance(int number) {
        if (number < 1 || number > instances.size()) {
            throw new IllegalArgumentException("there is no instance " + number);
        }
        return instances.get(number - 1);
    }

    /** How many instances it has. */
    public int instances() {
        return instances.size();
    }

    /** All user sessions, by instance and SID. */
    public List<SessionRow> sessions() {
        return sessions(any -> true);
    }

    public List<SessionRow> sessions(Predicate<SessionId> wanted) {
        Stream<OracleSession> found = live().stream().filter(one -> wanted.test(one.key()));
        return found.map(OracleSession::row).toList();
    }

    /** Those of the background processes. */
    public List<SessionRow> backgroundSessions() {
        return background.rows();
    }

    /** The user session of that SID of the first instance, whatever its serial. */
    public Optional<SessionRow> session(int sid) {
        return Optional.ofNullable(instance(1).live(sid)).map(OracleSession::row);
    }

    /** The SQL_IDs of the session's open cursors, empty where nothing is parsed; none of one that is not there. */
    public List<String> cursors(SessionId session) {
        OracleSession found = live(session);
        List<String> open = found == null ? List.of() : found.activity().cursors();
        return open.stream().map(sql -> sql.isBlank() ? "" : SqlId.of(sql)).toList();
    }

    /** V$PROCESS: the number of the process at an address, if there is one. */
    public Optional<String> spid(int instance, String address) {
        SessionId key = DictionaryRow.ofAddress(address);
        OracleSession session = live(key);
        boolean runs = session == null
                ? background.rows().stream().anyMatch(row -> row.key().equals(key))
                : session.ending().hasProcess();
        return runs && key.instance() == instance ? Optional.of(DictionaryRow.spid(key)) : Optional.empty();
    }

    /** gv$fast_start_transactions. */
    public List<RecoveryRow> recovery() {
        return recovery.rows();
    }

    /** What a test may do to sessions behind everybody's back. */
    public Backstage backstage() {
        return new Backstage(this);
    }

    /**
     * Runs ALTER SYSTEM with the rights of SYS, for the session whose call this is.
     *
     * @throws OraException what Oracle would answer: 26, 27, 29, 30, 31; or what was ordered
     */
    public void alterSystem(String statement) throws OraException {
        OracleSession caller = CurrentSession.get();
        killer.run(AlterSystem.of(SqlText.of(statement)), caller.key(), caller.execution());
    }

    /** Ends all sessions without a word, and forgets everything. */
    @Override
    public void close() {
        backstage().takeBack();
        for (OracleSession session : live()) {
            try {
                session.ending()
                        .end(
                                SessionEnding.Way.KILL_IMMEDIATE,
                                Deadline.of(new RunningStatement(locks.waits()), CLOSES_IN));
            } catch (OraException e) {
                throw new IllegalStateException("interrupted while closing", e);
            }
        }
        branches.close();
        store.close();
    }

    /** Null if this user knows none of that name. */
    Procedure procedure(String procedureName, String username) {
        return systemObjects.stream()
                .map(objects -> objects.procedure(this, procedureName, username))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    boolean has(String username, Privilege privilege) {
        return pendingTransactions.has(username, privilege);
    }

    Branches branches() {
        return branches;
    }

    /** The work of a new branch. */
    TransactionConnection newWork(String username) throws SQLException {
        return new TransactionConnection(locks, store.connect(username), username);
    }

    Locks locks() {
        return locks;
    }

    Rollbacks rollbacks() {
        return rollbacks;
    }

    TransactionRecovery recoveries() {
        return recovery;
    }

    /** What it says of what it does by itself. */
    public Automatic automatic() {
        return automatic;
    }

    SlaveSessions slaves() {
        return slaves;
    }

    ScriptedAnswers killScript() {
        return killScript;
    }

    SessionKiller killer() {
        return killer;
    }

    boolean isPmonAwake() {
        return pmonAwake;
    }

    void pmonAwake(boolean awake) {
        pmonAwake = awake;
        if (awake) {
            live().forEach(session -> session.ending().pmonLooks());
        }
    }

    /** Of a slave: what it works for, in words. */
    String worksFor(SessionId session) {
        return slaves.worksFor(session);
    }

    void requireAlterSystem(String username) throws OraException {
        if (systemObjects.stream().noneMatch(objects -> objects.mayAlterSystem(username))) {
            throw new OraException(1031, "insufficient privileges");
        }
    }

    Connection connect(String username) throws SQLException {
        return store.connect(username);
    }

    TableRights tableRights() {
        return tableRights;
    }

    /** Of a table or view; null if there is none of that name, or none that the user may know of. */
    Map<String, SqlType> columns(String username, String schema, String table) {
        return store.columns(username, schema, table);
    }

    /** After DDL. */
    void dictionaryChanged() {
        store.forgetColumns();
    }

    /**
     * The statement, parsed; null for PL/SQL and for what sessions do themselves.
     *
     * @throws OraException for what the grammar does not allow, and for what of SYS or of others this user may not use
     */
    Statement checked(SqlText text, String username, String currentSchema) throws OraException {
        Statement parsed = text.isParsed() ? Statement.of(text) : null;
        boolean hidden = text.namesSysObject(view -> isHidden(view, username), "SYS".equals(currentSchema));
        if (hidden || text.namesForeignSchema()) {
            throw new OraException(942, "table or view does not exist");
        }
        TableRights.checkSequences(text, username, currentSchema);
        return parsed;
    }

    List<Object[]> systemRows(String view, String username, Predicate<SessionId> wanted) throws OraException {
        PublishedView known = systemViews.get(view);
        if (known == null || isHidden(view, username)) {
            throw new OraException(942, "table or view does not exist");
        }
        return known.view.rows().readBy(username, wanted);
    }

    private boolean isHidden(String view, String username) {
        PublishedView known = systemViews.get(view);
        return known != null && !known.owner.readable(username);
    }

    /** Open transactions of others that meet the condition: those of sessions, by SID, then detached branches. */
    List<LockWaits.Holder> holders(OracleSession waiter, Predicate<OpenTransaction> condition) {
        Set<OpenTransaction> others = new LinkedHashSet<>();
        live().forEach(session -> others.add(session.transaction()));
        recovering.forEach(session -> others.add(session.transaction()));
        others.addAll(branches.detached());
        others.remove(waiter.transaction());
        return others.stream()
                .map(LockWaits.Holder::of)
                .filter(holder -> holder.holds() && condition.test(holder.transaction()))
                .toList();
    }

    /** It leaves the dictionary, and leaves no transaction behind. */
    void gone(OracleSession session) {
        instance(session.key().instance()).gone(session);
        recovering.remove(session);
        slaves.forget(session.key());
    }

    /** It leaves the dictionary, and its transaction behind: still holding its locks while it is undone. */
    void recovers(OracleSession session, UndoProgress undo) {
        recovery.takes(undo);
        recovering.add(session);
        instance(session.key().instance()).gone(session);
    }

    /** The session of that name; null if it is not there, or not any more. */
    OracleSession live(SessionId key) {
        if (key.instance() < 1 || key.instance() > instances.size()) {
            return null;
        }
        OracleSession session = instance(key.instance()).live(key.sid());
        return session == null || session.serial() != key.serial() ? null : session;
    }

    List<OracleSession> live() {
        return instances.stream().flatMap(instance -> instance.live().stream()).toList();
    }
}
