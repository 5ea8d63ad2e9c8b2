package org.poolwarden.guardcontract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.poolwarden.guardcontract.engine.Ability;
import org.poolwarden.guardcontract.engine.GuardClient;
import org.poolwarden.guardcontract.engine.Scene;
import org.poolwarden.guardcontract.engine.Victim;
import org.poolwarden.guardcontract.engine.World;

/** What the database does by itself, as its version and its parameters have it. */
public interface AutomaticCases extends Contract {

    @Test
    default void theParametersOfWhatTheDatabaseDoesByItselfAreTold() throws SQLException {
        needs(Ability.PARAMETERS);
        try (GuardClient guard = as(World.POOLWARDEN);
                Scene scene = engine().parameter("max_idle_time", 0, "30");
                Scene second = engine().parameter("max_idle_blocker_time", 0, "5");
                Scene third = engine().parameter("priority_txns_mode", 0, "ROLLBACK");
                Scene fourth = engine().parameter("priority_txns_high_wait_target", 0, "60");
                Scene fifth = engine().parameter("priority_txns_medium_wait_target", 0, "90")) {
            assertEquals(
                    List.of(
                            "max_idle_blocker_time=5",
                            "max_idle_time=30",
                            "priority_txns_high_wait_target=60",
                            "priority_txns_medium_wait_target=90",
                            "priority_txns_mode=ROLLBACK"),
                    parameters(guard));
        }
    }

    /** A PDB may have a value of its own, and the values of others are none of its. */
    @Test
    default void theOwnValueOfAPdbCountsAndNoOthers() throws SQLException {
        needs(Ability.PARAMETERS);
        needs(Ability.CONTAINERS);
        try (GuardClient guard = as(World.POOLWARDEN);
                Scene scene = engine().parameter("max_idle_time", 0, "90");
                Scene own = engine().parameter("max_idle_time", 3, "10");
                Scene others = engine().parameter("max_idle_time", 7, "99");
                Scene blocker = engine().parameter("max_idle_blocker_time", 3, "4");
                Scene foreign = engine().parameter("priority_txns_mode", 7, "TRACK");
                Scene further = engine().parameter("processes", 0, "300")) {
            assertEquals(List.of("max_idle_blocker_time=4", "max_idle_time=10"), parameters(guard));
        }
    }

    @Test
    default void anOpenTransactionShowsItsPriority() throws SQLException {
        needs(Ability.ROW_LOCKS);
        needs(Ability.PRIORITIES);
        try (Victim victim = open(World.SHOP);
                Victim hidden = open(World.BILLING);
                GuardClient guard = as(World.POOLWARDEN)) {
            engine().priority(victim.session(), "LOW");
            engine().priority(hidden.session(), "LOW");
            assertNull(guard.row(victim.session()).get("txn_priority"), "it has no transaction");
            victim.lockRow(16);
            hidden.lockRow(17);
            assertEquals("LOW", guard.row(victim.session()).get("txn_priority"));
            assertNull(guard.row(hidden.session()).get("txn_priority"), "out of scope");
        }
    }

    @Test
    default void ofTwoTransactionsNoPriorityIsTold() throws SQLException {
        needs(Ability.NESTED_TRANSACTION);
        needs(Ability.PRIORITIES);
        try (Victim victim = open(World.SHOP);
                GuardClient guard = as(World.POOLWARDEN)) {
            victim.lockRow(18);
            engine().priority(victim.session(), "LOW");
            engine().nestedTransaction(victim.session());
            assertNull(guard.row(victim.session()).get("txn_priority"));
        }
    }

    /** On a RAC more than one instance may tell of it. */
    @Test
    default void sessionlessTransactionsAreToldOnceAndNoOthers() throws SQLException {
        needs(Ability.SESSIONLESS);
        try (GuardClient guard = as(World.POOLWARDEN)) {
            assertEquals(List.of(), sessionless(guard));
            try (Scene one = engine().globalTransaction("A1B2", true);
                    Scene other = engine().globalTransaction("C3D4", true);
                    Scene branch = engine().globalTransaction("E5F6", false)) {
                assertEquals(List.of("A1B2", "C3D4"), sessionless(guard));
            }
        }
    }

    private List<String> parameters(GuardClient guard) throws SQLException {
        return guard
                .query("SELECT inst_id, name, value FROM " + engine().schema() + ".poolwarden_parameters"
                        + " WHERE inst_id = 1 ORDER BY name")
                .stream()
                .map(row -> row.get("name") + "=" + row.get("value"))
                .toList();
    }

    private List<String> sessionless(GuardClient guard) throws SQLException {
        return guard
                .query("SELECT transaction_id FROM " + engine().schema() + ".poolwarden_sessionless ORDER BY 1")
                .stream()
                .map(row -> row.get("transaction_id"))
                .map(id -> id instanceof byte[] raw
                        ? HexFormat.of().withUpperCase().formatHex(raw)
                        : (String) id)
                .toList();
    }
}
