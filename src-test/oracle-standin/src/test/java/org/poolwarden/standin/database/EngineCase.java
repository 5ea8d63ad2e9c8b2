package org.poolwarden.standin.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.poolwarden.standin.StandIn;
import org.poolwarden.standin.StandInBuilder;
import org.poolwarden.standin.engine.OraException;

/** A fresh database with the demo's users for each test, and SHOP's table of orders with the rows 1 and 2. */
public abstract class EngineCase {

    protected OracleDatabase database;
    protected StandInBuilder.Parts parts;
    protected EngineClient shop;

    @BeforeEach
    protected void createDatabase() throws OraException {
        parts = define(StandIn.builder()
                        .user("SHOP", "shop")
                        .user("BILLING", "billing")
                        .user("OPSDBA", "opsdba", "SHOP_ADMIN")
                        .role("SHOP_ADMIN", "OPS_ALL")
                        .role("OPS_ALL", "DBA")
                        .grantee("POOLWARDEN", "warden", "SHOP"))
                .parts();
        database = parts.database();
        shop = client("SHOP");
        shop.sql("CREATE TABLE orders (id NUMBER PRIMARY KEY, amount NUMBER(10,2), note VARCHAR2(20))");
        shop.sql("INSERT INTO orders VALUES (1, 10, 'one')");
        shop.sql("INSERT INTO orders VALUES (2, 20, 'two')");
        shop.commit();
    }

    /** What a test wants besides. */
    protected StandInBuilder define(StandInBuilder builder) {
        return builder;
    }

    @AfterEach
    protected void dropDatabase() {
        database.close();
    }

    protected EngineClient client(String username) throws OraException {
        return new EngineClient(database, username);
    }

    protected static void failsWith(int code, CompletableFuture<?> running) {
        ExecutionException failure = assertThrows(ExecutionException.class, () -> running.get(10, TimeUnit.SECONDS));
        assertEquals(
                code, assertInstanceOf(OraException.class, failure.getCause()).code(), failure.toString());
    }
}
