package org.poolwarden.standin.wire.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.poolwarden.standin.scripted.Columns;
import org.poolwarden.standin.scripted.TestServer;

@DisplayName("A NUMBER at the ends of its range")
class NumberRangeTest {

    @AutoClose
    final TestServer server = new TestServer();

    private Object seen;

    private BigDecimal echo(BigDecimal number) throws SQLException {
        server.engine.on("SELECT", (session, binds) -> {
            seen = binds.get(0).value();
            return Columns.row(Columns.number("N"), seen);
        });
        try (Connection connection = server.connect();
                PreparedStatement statement = connection.prepareStatement("SELECT ? FROM t")) {
            statement.setBigDecimal(1, number);
            try (ResultSet rows = statement.executeQuery()) {
                assertTrue(rows.next());
                return rows.getBigDecimal(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "1",
                "-1",
                "100",
                "0.01",
                "99999999999999999999999999999999999999",
                "-99999999999999999999999999999999999999",
                "9.9999999999999999999999999999999999999E125",
                "-9.9999999999999999999999999999999999999E125",
                "1E125",
                "1E124",
                "-1E125",
                "1E-130",
                "-1E-130",
                "1E-129",
                "1.2345678901234567890123456789012345678E-92",
                "0.99999999999999999999999999999999999999",
                "-0.00000000000000000000000000000000000001",
                "9223372036854775807",
                "-9223372036854775808",
                "4.9E-100",
                "1234567890123456789012345678901234567.8"
            })
    @DisplayName("goes to the engine and back unchanged")
    void roundTrip(String text) throws SQLException {
        BigDecimal number = new BigDecimal(text);
        BigDecimal back = echo(number);
        assertEquals(0, number.compareTo((BigDecimal) seen), () -> "the engine saw " + seen);
        assertEquals(0, number.compareTo(back), () -> "and the client " + back);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E126", "-1E126", "9E200"})
    @DisplayName("is refused by the driver itself when it is too large")
    void tooLarge(String text) {
        assertThrows(SQLException.class, () -> echo(new BigDecimal(text)));
    }
}
