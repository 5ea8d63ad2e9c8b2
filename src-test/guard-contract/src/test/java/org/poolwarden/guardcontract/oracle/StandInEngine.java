package org.poolwarden.guardcontract.oracle;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.poolwarden.guardcontract.engine.Ability;
import org.poolwarden.guardcontract.engine.GuardClient;
import org.poolwarden.guardcontract.engine.GuardEngine;
import org.poolwarden.guardcontract.engine.LastMoment;
import org.poolwarden.guardcontract.engine.Scene;
import org.poolwarden.guardcontract.engine.SessionKey;
import org.poolwarden.guardcontract.engine.Victim;
import org.poolwarden.guardcontract.engine.World;
import org.poolwarden.standin.StandIn;
import org.poolwarden.standin.StandInBuilder;
import org.poolwarden.standin.database.catalog.RecoveryRow;
import org.poolwarden.standin.database.catalog.SessionId;

/** The stand-in, through the real driver. */
public final class StandInEngine implements GuardEngine, AutoCloseable {

    private static final Set<Ability> ABILITIES = EnumSet.of(
            Ability.PUBLIC_ROLES,
            Ability.ADMINISTRATORS,
            Ability.COMMON_USERS,
            Ability.BACKGROUND,
            Ability.PARALLEL_SLAVES,
            Ability.JOB_SLAVES,
            Ability.SCRIPTED_ANSWERS,
            Ability.LAST_MOMENT,
            Ability.DOUBLE_SCOPE,
            Ability.ROW_LOCKS,
            Ability.CURSORS,
            Ability.PARAMETERS,
            Ability.PRIORITIES,
            Ability.SESSIONLESS,
            Ability.CLUSTER,
            Ability.RECOVERY,
            Ability.ROLLING_BACK,
            Ability.DISCONNECT,
            Ability.POST_TRANSACTION,
            Ability.STRANGERS);

    private final StandIn standIn;
    private final OracleConnections connections;

    private StandInEngine(StandIn standIn) throws SQLException {
        this.standIn = standIn;
        this.connections = new OracleConnections(standIn.url());
        List<String> ddl = new ArrayList<>();
        ddl.add("CREATE TABLE contract_rows (id NUMBER PRIMARY KEY, n NUMBER NOT NULL)");
        for (int id = 1; id <= 20; id++) {
            ddl.add("INSERT INTO contract_rows VALUES (" + id + ", 0)");
        }
        ddl.add("GRANT SELECT, UPDATE ON contract_rows TO " + World.BILLING);
        ddl.add("GRANT SELECT, UPDATE ON contract_rows TO " + World.DIRECT_DBA);
        try (Connection shop = connections.open(World.SHOP, World.PASSWORD, "setup")) {
            OracleConnections.execute(shop, ddl);
        }
    }

    /** With roles granted to PUBLIC, or none. */
    public static StandInEngine start(String... publicRoles) throws SQLException {
        return start(StandIn.builder(), publicRoles);
    }

    private static StandInEngine start(StandInBuilder builder, String... publicRoles) throws SQLException {
        builder.port(0).database("CONTRACT", "CONTRACTPDB");
        World.ROLES.forEach((role, granted) -> builder.role(role, granted.toArray(String[]::new)));
        World.USERS.forEach((user, roles) -> builder.user(user, World.PASSWORD, roles.toArray(String[]::new)));
        World.GRANTEES.forEach((user, scope) -> builder.grantee(user, World.PASSWORD, scope.toArray(String[]::new)));
        builder.user(World.MAINTAINED, World.PASSWORD);
        builder.user(World.COMMON, World.PASSWORD);
        builder.user(World.ADMINISTRATOR, World.PASSWORD).administrativePrivilege(World.ADMINISTRATOR);
        if (publicRoles.length > 0) {
            builder.role("PUBLIC", publicRoles);
        }
        return new StandInEngine(builder.start());
    }

    @Override
    public boolean can(Ability ability) {
        return ABILITIES.contains(ability);
    }

    @Override
    public Victim open(String user) throws SQLException {
        return connections.victim(user);
    }

    @Override
    public GuardClient as(String user) throws SQLException {
        return connections.client(user);
    }

    @Override
    public int oraCode(SQLException exception) {
        return exception.getErrorCode();
    }

    @Override
    public Scene publicRole(String role) throws SQLException {
        StandInEngine other = start(role);
        return new Scene(other, other::close);
    }

    @Override
    public Scene cluster(int... members) throws SQLException {
        StandInEngine other = start(StandIn.builder().instances(members.length));
        return new Scene(other, other::close);
    }

    /** Fails the test in which the driver sent what the stand-in does not know. */
    public void assertUnderstood() {
        standIn.assertUnderstood();
    }

    @Override
    public Scene atTheLastMoment(LastMoment event) throws SQLException {
        StandInEngine other = start();
        StandIn there = other.standIn;
        there.beforeTheGuardActs(
                switch (event) {
                    case PROTECTED -> () -> there.grant("DBA", World.SHOP);
                    case OUT_OF_SCOPE -> () -> there.outOfScope(World.SHOP);
                    case SLAVE ->
                        () -> there.backstage()
                                .parallelSlave(other.sessionOf(World.SHOP), other.sessionOf(World.POOLWARDEN));
                    case ENDED -> () -> there.backstage().endProcess(other.sessionOf(World.SHOP));
                    case ANOTHER_ACT, AUDIT_FULL, REUSED, LOGGED_ON_ANEW ->
                        throw new UnsupportedOperationException("ask can() first");
                });
        return new Scene(other, other::close);
    }

    private SessionId sessionOf(String user) {
        return standIn.sessions().stream()
                .filter(session -> user.equals(session.username()))
                .findFirst()
                .orElseThrow()
                .key();
    }

    @Override
    public SessionKey background() {
        return keyOf(standIn.backgroundSessions().get(0).key());
    }

    @Override
    public void makeSlave(SessionKey slave, SessionKey coordinator) {
        standIn.backstage().parallelSlave(named(slave), named(coordinator));
    }

    @Override
    public Scene parameter(String name, int container, String value) {
        standIn.backstage().automatic().parameter(name, value);
        return new Scene(this, () -> standIn.backstage().automatic().parameter(name, null));
    }

    @Override
    public void priority(SessionKey session, String priority) {
        standIn.backstage().automatic().priority(named(session), priority);
    }

    @Override
    public Scene globalTransaction(String id, boolean sessionless) {
        standIn.backstage().automatic().sessionless(id, sessionless);
        return new Scene(this, () -> standIn.backstage().automatic().sessionless(id, false));
    }

    @Override
    public void makeJob(SessionKey slave) {
        standIn.backstage().jobSlave(named(slave), "SHOP.NIGHTLY");
    }

    @Override
    public void answer(SessionKey session, String verb, int oraCode) {
        standIn.backstage().answers(named(session), verb, oraCode);
    }

    @Override
    public void recovering(int usn, String state) {
        standIn.backstage().recovery(new RecoveryRow(1, usn, 1, 1, state, 10, 100));
    }

    /** By a kill whose rollback never gets on. */
    @Override
    public void rollingBack(SessionKey session) throws SQLException {
        standIn.backstage().rollbackPace(named(session), 0);
        try (GuardClient killer = as(World.POOLWARDEN)) {
            killer.kill(session, "the scene", "a rollback that never gets on");
        }
    }

    private static SessionId named(SessionKey key) {
        return new SessionId(
                Math.toIntExact(key.instance()), Math.toIntExact(key.sid()), Math.toIntExact(key.serial()));
    }

    private static SessionKey keyOf(SessionId key) {
        return new SessionKey(key.instance(), key.sid(), key.serial());
    }

    @Override
    public void close() {
        standIn.close();
    }
}
