package org.poolwarden.leaky;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.poolwarden.leaky.answer.Refusal;

class KeptConnectionsTest {

    private final KeptConnections kept = new KeptConnections();

    @Test
    void aNameIsTakenUntilItIsForgotten() {
        KeptConnection first = kept.keep(new KeptConnection("a", "idle", "23", null));

        assertEquals(
                409, assertThrows(Refusal.class, () -> kept.requireFree("a")).status());
        assertThrows(Refusal.class, () -> kept.keep(new KeptConnection("a", "idle", "24", null)));
        assertSame(first, kept.get("a"));

        kept.forget(first);
        kept.requireFree("a");
        assertEquals(404, assertThrows(Refusal.class, () -> kept.get("a")).status());
    }

    @Test
    void whatIsKeptIsToldByName() {
        kept.keep(new KeptConnection("b", "idle", "24", null));
        kept.keep(new KeptConnection("a", "transaction", "23", null));

        List<String> lines = kept.all().stream().map(KeptConnection::line).toList();
        assertTrue(lines.get(0).startsWith("name=a leak=transaction sid=23 "), lines.toString());
        assertTrue(lines.get(1).startsWith("name=b leak=idle sid=24 "), lines.toString());
    }

    @Test
    void aConnectionThatCannotBeUsedIsClosedAndNotKept() {
        List<String> calls = new ArrayList<>();
        Connection broken = connection((proxy, method, arguments) -> {
            calls.add(method.getName());
            if (method.getName().equals("prepareStatement")) {
                throw new SQLException("broken");
            }
            return null;
        });

        assertEquals(
                "broken",
                assertThrows(SQLException.class, () -> kept.use(broken, "a", "idle"))
                        .getMessage());
        assertEquals(List.of("prepareStatement", "close"), calls);
        kept.requireFree("a");
    }

    private static Connection connection(InvocationHandler handler) {
        return (Connection) Proxy.newProxyInstance(
                KeptConnectionsTest.class.getClassLoader(), new Class<?>[] {Connection.class}, handler);
    }
}
