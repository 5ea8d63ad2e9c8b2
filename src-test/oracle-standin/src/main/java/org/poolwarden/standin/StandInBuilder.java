package org.poolwarden.standin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.poolwarden.standin.database.OracleDatabase;
import org.poolwarden.standin.database.catalog.Account;
import org.poolwarden.standin.database.catalog.DatabaseName;
import org.poolwarden.standin.database.catalog.Privilege;
import org.poolwarden.standin.fault.Faults;
import org.poolwarden.standin.guard.Grants;
import org.poolwarden.standin.guard.Guard;

/**
 * Says what a {@link StandIn} is to contain. Names mean the same in either case; passwords do not. Not safe for use by
 * many threads.
 */
public final class StandInBuilder {

    private static final Set<String> ORACLE_ROLES = Set.of("DBA", "PDB_DBA", "CONNECT", "RESOURCE", "PUBLIC");
    private static final Set<String> ORACLE_USERS = Set.of("SYS", "SYSTEM");

    /** Oracle 12.2's layout of messages, unless a run of the tests wants another. */
    private static final int FIELD_VERSION = Integer.getInteger("standin.fieldVersion", 9);

    private final Map<String, Account> accounts = new LinkedHashMap<>();
    private final Map<String, Set<String>> roles = new HashMap<>();
    private final Map<String, Set<String>> scopes = new HashMap<>();
    private final Map<String, Set<Privilege>> privileges = new HashMap<>();
    private final Set<String> administrators = new HashSet<>();
    private int port;
    private int fieldVersion = FIELD_VERSION;
    private int instances = 1;
    private int sessions = Integer.MAX_VALUE;
    private Duration markedAfter = Duration.ofSeconds(60);
    private DatabaseName name = new DatabaseName("FREE", "FREEPDB1");

    StandInBuilder() {
        ORACLE_USERS.forEach(user -> user(user, null));
    }

    /** The port on 127.0.0.1; 0, the default, for any that is free. */
    public StandInBuilder port(int newPort) {
        port = newPort;
        return this;
    }

    /** The newest layout of messages that is offered to clients, 7 to 24; 9 or -Dstandin.fieldVersion without it. */
    public StandInBuilder fieldVersion(int newFieldVersion) {
        fieldVersion = newFieldVersion;
        return this;
    }

    /**
     * DB_UNIQUE_NAME, and the container, which is the service name too; FREE and FREEPDB1 unless told otherwise. Two
     * databases with the same container are a primary and its standby: all else that they call themselves is the same.
     */
    public StandInBuilder database(String uniqueName, String container) {
        name = new DatabaseName(upper(uniqueName), upper(container));
        return this;
    }

    /**
     * How many instances the database has, each with a listener of its own; the ports of all but the first are free
     * ones. 1 unless told otherwise.
     */
    public StandInBuilder instances(int newInstances) {
        if (newInstances < 1) {
            throw new IllegalArgumentException("a database has at least one instance");
        }
        instances = newInstances;
        return this;
    }

    /**
     * How many sessions each instance takes; then clients are refused with a listener's ORA-12516, or 12520 if they ask
     * for a dedicated server. No limit unless told otherwise; see {@link StandIn#limits}.
     */
    public StandInBuilder sessions(int newSessions) {
        sessions = newSessions;
        return this;
    }

    /** How long ALTER SYSTEM waits for a session that does not notice, until ORA-00031; 60 s unless told otherwise. */
    public StandInBuilder markedAfter(Duration newMarkedAfter) {
        markedAfter = newMarkedAfter;
        return this;
    }

    /**
     * Adds a user, or unlocks SYS or SYSTEM.
     *
     * @param grantedRoles DBA, PDB_DBA, or such as {@link #role} defines
     */
    public StandInBuilder user(String username, String password, String... grantedRoles) {
        String key = upper(username);
        accounts.put(key, new Account(key, password, upper(grantedRoles), false, ORACLE_USERS.contains(key)));
        return this;
    }

    /** Defines a role by the roles granted to it. What is granted to PUBLIC, everybody has. */
    public StandInBuilder role(String role, String... grantedRoles) {
        roles.put(upper(role), upper(grantedRoles));
        return this;
    }

    /** Gives a user SYSDBA or its like, which no role shows and which protects it too. */
    public StandInBuilder administrativePrivilege(String username) {
        administrators.add(upper(username));
        return this;
    }

    /** Gives a user what no role of its own gives here, not even DBA: what recovery of XA transactions needs. */
    public StandInBuilder grant(String username, Privilege... granted) {
        privileges.computeIfAbsent(upper(username), user -> new HashSet<>()).addAll(Set.of(granted));
        return this;
    }

    /**
     * Adds a user who may use the guard.
     *
     * @param scope on whose sessions; {@code *} for every user that is not protected
     */
    public StandInBuilder grantee(String username, String password, String... scope) {
        scopes.put(upper(username), upper(scope));
        return user(username, password);
    }

    /** The users of {@link StandIn#demo}; more may be added, and the grantee be given a wider scope. */
    public StandInBuilder demoUsers() {
        return user("SHOP", "shop")
                .user("BILLING", "billing")
                .user("OPSDBA", "opsdba", "SHOP_ADMIN")
                .role("SHOP_ADMIN", "OPS_ALL")
                .role("OPS_ALL", "DBA")
                .grantee("POOLWARDEN", "warden", "SHOP")
                .grant("SHOP", Privilege.SELECT_DBA_PENDING_TRANSACTIONS, Privilege.EXECUTE_DBMS_XA);
    }

    /**
     * Starts it.
     *
     * @throws IllegalStateException if a role or user is named that is not defined
     * @throws java.io.UncheckedIOException if the port is taken
     */
    public StandIn start() {
        Parts parts = parts();
        Faults faults = new Faults();
        List<Listener> listeners = new ArrayList<>();
        try {
            for (int i = 1; i <= instances; i++) {
                listeners.add(Listener.start(
                        parts.database.instance(i), i == 1 ? port : 0, fieldVersion, name::isService, faults));
            }
        } catch (RuntimeException e) {
            listeners.forEach(Listener::close);
            parts.database.close();
            throw e;
        }
        return new StandIn(parts.database, parts.guard, listeners, faults);
    }

    /** The database without the wire. */
    public record Parts(OracleDatabase database, Guard guard) {}

    public Parts parts() {
        checkNames();
        List<Account> all = new ArrayList<>();
        for (Account a : accounts.values()) {
            boolean administrative = administrators.contains(a.name());
            all.add(new Account(a.name(), a.password(), a.roles(), administrative, a.oracleMaintained()));
        }
        Guard guard = new Guard(Grants.of(all, roles, scopes));
        OracleDatabase database = new OracleDatabase(name, all, privileges, guard, instances, markedAfter);
        database.limits().sessions(sessions);
        return new Parts(database, guard);
    }

    private void checkNames() {
        Set<String> unknown = new TreeSet<>(administrators);
        unknown.addAll(privileges.keySet());
        scopes.values().forEach(unknown::addAll);
        unknown.remove("*");
        unknown.removeAll(accounts.keySet());
        Stream.concat(accounts.values().stream().map(Account::roles), roles.values().stream())
                .flatMap(Set::stream)
                .filter(role -> !roles.containsKey(role) && !ORACLE_ROLES.contains(role))
                .forEach(unknown::add);
        if (!unknown.isEmpty()) {
            throw new IllegalStateException("not defined: " + unknown);
        }
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    private static Set<String> upper(String... names) {
        return Stream.of(names).map(StandInBuilder::upper).collect(Collectors.toUnmodifiableSet());
    }
}
