package org.poolwarden.standin;

import java.util.List;
import org.poolwarden.standin.database.Backstage;
import org.poolwarden.standin.database.OracleDatabase;
import org.poolwarden.standin.database.catalog.Limits;
import org.poolwarden.standin.database.catalog.SessionRow;
import org.poolwarden.standin.fault.FaultCommands;
import org.poolwarden.standin.fault.Faults;
import org.poolwarden.standin.guard.Guard;

/**
 * An Oracle database for tests: it speaks the wire protocol to the real driver on 127.0.0.1, keeps its data in memory,
 * and has Poolwarden's guard installed.
 *
 * <pre>{@code
 * try (StandIn oracle = StandIn.builder()
 *         .user("SHOP", "shop")
 *         .user("OPSDBA", "opsdba", "SHOP_ADMIN")
 *         .role("SHOP_ADMIN", "OPS_ALL")
 *         .role("OPS_ALL", "DBA")
 *         .grantee("POOLWARDEN", "warden", "SHOP")
 *         .start()) {
 *     DriverManager.getConnection(oracle.url(), "SHOP", "shop");
 * }
 * }</pre>
 *
 * Safe for use by many threads.
 */
public final class StandIn implements AutoCloseable {

    private final OracleDatabase database;
    private final Guard guard;
    private final List<Listener> listeners;
    private final Faults faults;
    private final BackstageCommands backstageCommands;

    StandIn(OracleDatabase database, Guard guard, List<Listener> listeners, Faults faults) {
        this.database = database;
        this.guard = guard;
        this.listeners = List.copyOf(listeners);
        this.faults = faults;
        this.backstageCommands = new BackstageCommands(database);
    }

    /** A database with SYS and SYSTEM, locked, and nobody else. */
    public static StandInBuilder builder() {
        return new StandInBuilder();
    }

    /**
     * The database of the demo: SHOP/shop; BILLING/billing, out of the grantee's scope; OPSDBA/opsdba, a DBA through
     * two roles; POOLWARDEN/warden, the grantee for SHOP. SHOP may recover XA transactions.
     *
     * @param port 0 for any that is free
     */
    public static StandIn demo(int port) {
        return builder().port(port).demoUsers().start();
    }

    /** Where it listens; the first instance, if there are several. */
    public int port() {
        return listeners.get(0).port();
    }

    /** Who can log in, without the locked ones of Oracle's own. */
    public List<String> usernames() {
        return database.usernames();
    }

    /** How many it has, counted from 1. */
    public int instances() {
        return listeners.size();
    }

    /** For the thin driver; to the first instance, if there are several. */
    public String url() {
        return url(1);
    }

    /** For the thin driver, to that instance. */
    public String url(int instance) {
        int port = listeners.get(instance - 1).port();
        return "jdbc:oracle:thin:@//127.0.0.1:" + port + "/" + database.name().container();
    }

    /** All user sessions as they are now, by instance and SID, with nothing masked. */
    public List<SessionRow> sessions() {
        return database.sessions();
    }

    /** How many sessions it takes, and the like; may be changed at any time. */
    public Limits limits() {
        return database.limits();
    }

    /** Switches that make kills go badly: sessions that do not notice, slow rollbacks, answers to order. */
    public Backstage backstage() {
        return database.backstage();
    }

    /** Sessions of background processes: they can be named, not ended. */
    public List<SessionRow> backgroundSessions() {
        return database.backgroundSessions();
    }

    /**
     * The network loses a session of the first instance: its socket is cut and its transaction rolled back. Returns as
     * {@link Backstage#cut} does.
     *
     * @throws IllegalArgumentException if there is no such session
     * @throws IllegalStateException if it does not go
     */
    public void cut(int sid) {
        SessionRow session = database.session(sid)
                .orElseThrow(() -> new IllegalArgumentException("there is no session with SID " + sid));
        backstage().cut(session.key());
    }

    /** With true, new connections are refused as if no server were there; open ones go on. False takes it back. */
    public void refuse(boolean refuse) {
        listeners.forEach(listener -> listener.refuse(refuse));
    }

    /** Hangs, cuts, delays and errors that clients are to meet, of whatever instance; none at first. */
    public Faults faults() {
        return faults;
    }

    /** The same as lines of text, for other processes; see {@link FaultCommands}. */
    public FaultCommands faultCommands() {
        return new FaultCommands(faults, this::protocolErrors, backstageCommands::run);
    }

    /** With false, no object of the guard's exists for anybody: ORA-00942, PLS-00201. */
    public void guardInstalled(boolean installed) {
        guard.installed(installed);
    }

    /** What the guard says of itself from now on; null is the version that it has. */
    public void guardVersion(String version) {
        guard.version(version);
    }

    /** With true, the tablespace of the guard's audit is full: ORA-01653, or -20909 where an act is done already. */
    public void guardAuditFull(boolean full) {
        guard.auditFull(full);
    }

    /** What happens, from now on, between the guard's audit row and its act: for what changes at the last moment. */
    public void beforeTheGuardActs(Runnable event) {
        guard.beforeActing(event);
    }

    /** GRANT role TO user; both in upper case. */
    public void grant(String role, String username) {
        guard.grant(role, username);
    }

    /** Takes the user, in upper case, out of every grantee's scope. */
    public void outOfScope(String username) {
        guard.outOfScope(username);
    }

    /** What clients sent that the stand-in does not know; a test that leaves any behind has found a gap. */
    public List<String> protocolErrors() {
        return listeners.stream().flatMap(l -> l.protocolErrors().stream()).toList();
    }

    /** The same, and forgets it; for tests that provoke it. */
    public List<String> takeProtocolErrors() {
        return listeners.stream().flatMap(l -> l.takeProtocolErrors().stream()).toList();
    }

    /**
     * For the end of each test, where the stand-in outlives it; {@link #close} does the same for the others. It is
     * forgotten then, so that the next test is not blamed.
     *
     * @throws AssertionError if a client sent what the stand-in does not know: its session has ended, and perhaps the
     *     client has hidden that
     */
    public void assertUnderstood() {
        List<String> errors = takeProtocolErrors();
        if (!errors.isEmpty()) {
            throw new AssertionError("clients sent what the stand-in does not know: " + errors);
        }
    }

    /**
     * Cuts every connection and forgets all data.
     *
     * @throws AssertionError after that, as {@link #assertUnderstood}
     */
    @Override
    public void close() {
        database.backstage().takeBack();
        listeners.forEach(Listener::close);
        database.close();
        assertUnderstood();
    }
}
