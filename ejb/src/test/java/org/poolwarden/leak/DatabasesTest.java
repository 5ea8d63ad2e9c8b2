package org.poolwarden.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.DatabaseFacts;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.SessionId;

/** The guard's side is a pluggable database of a primary; what a connection is told of it varies. */
@DisplayName("A connection is in the database of a guard")
class DatabasesTest {

    private static final long DBID = 1_618_033_988L;
    private static final long PDB = 3_633_909_673L;
    private static final DatabaseFacts PRIMARY = new DatabaseFacts("SHOP_EAST", "SHOP", "SALES", DBID, PDB, PDB);
    private static final DatabaseFacts STANDBY = new DatabaseFacts("SHOP_WEST", "SHOP", "SALES", DBID, PDB, PDB);
    private static final DatabaseFacts SISTER = new DatabaseFacts("SHOP_EAST", "SHOP", "STOCK", DBID, 7L, 7L);
    private static final DatabaseFacts STRANGER = new DatabaseFacts("SHOP_EAST", "SHOP", "SALES", 5L, 6L, 6L);

    @Test
    @DisplayName("if all that both sides say agrees, and is named as the guard names it")
    void agree() {
        DatabaseFacts told = new DatabaseFacts("shop_east", "SHOP", "SALES", PDB, null, PDB);
        ClientSession client = client(told);
        ClientSession located =
                new Databases(List.of(STANDBY, SISTER, PRIMARY)).locate(client).orElseThrow();
        assertEquals(new DatabaseId("SHOP_EAST", "SALES"), located.session().database());
        assertEquals(46, located.session().sid());
        assertEquals(true, client.isSameAs(located));
        assertNull(told.differenceTo(PRIMARY));
    }

    @Test
    @DisplayName("whichever of the two DBIDs its login reports")
    void bothNumbers() {
        assertNull(new DatabaseFacts("SHOP_EAST", "SHOP", "SALES", DBID, null, PDB).differenceTo(PRIMARY));
        assertNull(new DatabaseFacts("SHOP_EAST", "SHOP", "SALES", PDB, null, PDB).differenceTo(PRIMARY));
    }

    @Test
    @DisplayName("by the numbers and not by the names where both have them: a container may have been renamed")
    void renamed() {
        assertNull(new DatabaseFacts("SHOP_EAST", "SHOP", "OLDSALES", PDB, null, PDB).differenceTo(PRIMARY));
    }

    @Test
    @DisplayName("by its names where one side has no numbers, and by DB_NAME if no unique name is told")
    void names() {
        assertNull(new DatabaseFacts("SHOP_EAST", "SHOP", "SALES", null, null, null).differenceTo(PRIMARY));
        assertNull(new DatabaseFacts(null, "SHOP", "SALES", null, null, null).differenceTo(PRIMARY));
        assertEquals(
                "DB_NAME is BANK to the connection and SHOP to the guard",
                new DatabaseFacts(null, "BANK", "SALES", null, null, null).differenceTo(PRIMARY));
        assertEquals(
                "the container is STOCK to the connection and SALES to the guard",
                new DatabaseFacts("SHOP_EAST", "SHOP", "STOCK", null, null, null).differenceTo(PRIMARY));
    }

    @Test
    @DisplayName("never of the standby, whose DBID, container and DB_NAME are the same")
    void standby() {
        assertEquals(
                "DB_UNIQUE_NAME is SHOP_EAST to the connection and SHOP_WEST to the guard",
                PRIMARY.differenceTo(STANDBY));
        assertEquals(Optional.empty(), new Databases(List.of(STANDBY)).locate(client(PRIMARY)));
    }

    @Test
    @DisplayName("never of another database that has every name the same")
    void stranger() {
        DatabaseFacts told = new DatabaseFacts("SHOP_EAST", "SHOP", "SALES", PDB, null, PDB);
        assertEquals("DBID is " + PDB + " to the connection and 6 to the guard", told.differenceTo(STRANGER));
        assertEquals(Optional.empty(), new Databases(List.of(STRANGER)).locate(client(told)));
        DatabaseFacts uid = new DatabaseFacts("SHOP_EAST", "SHOP", "SALES", null, null, PDB);
        assertEquals("CON_UID is " + PDB + " to the connection and 6 to the guard", uid.differenceTo(STRANGER));
    }

    @Test
    @DisplayName("of none if it could be in several, or is not known at all")
    void ambiguous() {
        DatabaseFacts told = new DatabaseFacts(null, "SHOP", "SALES", null, null, null);
        assertEquals(Optional.empty(), new Databases(List.of(PRIMARY, STANDBY)).locate(client(told)));
        assertEquals(Optional.empty(), new Databases(List.of(PRIMARY)).locate(null));
        assertEquals(Optional.empty(), new Databases(List.of()).locate(client(told)));
        assertNull(new Databases(List.of()).difference(client(told)));
    }

    private static ClientSession client(DatabaseFacts told) {
        return new ClientSession(new SessionId(told.id(), 1, 46, 99), "SHOP", told, null);
    }
}
