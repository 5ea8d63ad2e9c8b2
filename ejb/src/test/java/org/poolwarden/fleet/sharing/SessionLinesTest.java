package org.poolwarden.fleet.sharing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.poolwarden.leak.evidence.Automatic;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;

@DisplayName("Sessions that travel")
class SessionLinesTest {

    private static final DatabaseId FREE = new DatabaseId("FREE", "FREEPDB1");

    @Test
    @DisplayName("arrive as they were, whatever is in their texts and whatever is not known")
    void roundTrip() {
        Session whole =
                session(1, "a=b, ", "\u00e4 \ud83d\ude00", "", new Automatic("MAX_IDLE_TIME", 7L, "LOW", 9L, true));
        Session masked = new Session(
                new SessionId(FREE, 2, 3, 4),
                "SYS",
                Session.Access.PROTECTED,
                null,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                null,
                0,
                0,
                false,
                null,
                null,
                Automatic.NONE);
        Session controls = session(3, "one\ttwo\nthree", null, "=", Automatic.NONE);
        List<Session> sessions = List.of(whole, masked, controls);

        assertEquals(sessions, SessionLines.read(FREE, SessionLines.of(sessions)));
        assertEquals(List.of(), SessionLines.read(FREE, SessionLines.of(List.of())));
    }

    @Test
    @DisplayName("are ten thousand and more, or none")
    void size() {
        List<Session> sessions = new ArrayList<>();
        for (int i = 1; i <= 10_000; i++) {
            sessions.add(session(i, "JDBC Thin Client", "module " + i % 50, "client " + i % 1_000, Automatic.NONE));
        }
        String text = SessionLines.of(sessions);
        assertTrue(text.length() < SessionLines.MAX_LENGTH, () -> text.length() + " characters");
        assertEquals(sessions, SessionLines.read(FREE, text));

        Random random = new Random(1);
        for (int i = 1; i <= 30_000; i++) {
            sessions.add(session(
                    i,
                    Long.toHexString(random.nextLong()),
                    Long.toHexString(random.nextLong()),
                    Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong()),
                    Automatic.NONE));
        }
        assertTrue(SessionLines.of(sessions) == null, "they would not fit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no base 64 !", "bm8gZ3ppcA=="})
    @DisplayName("are refused if they are none")
    void nonsense(String text) {
        assertThrows(IllegalArgumentException.class, () -> SessionLines.read(FREE, text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1\t2", "a line", "1\t2\t3\tALLOWED"})
    @DisplayName("are refused if a line is not one of theirs")
    void nonsenseLine(String line) throws IOException {
        String text = compressed(line);

        assertThrows(IllegalArgumentException.class, () -> SessionLines.read(FREE, text));
    }

    @Test
    @DisplayName("are refused if they become a huge text")
    void bomb() throws IOException {
        String text = compressed("\n".repeat(SessionLines.MAX_BYTES + 1));

        assertThrows(IllegalArgumentException.class, () -> SessionLines.read(FREE, text));
    }

    private static String compressed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static Session session(int sid, String program, String module, String client, Automatic automatic) {
        return new Session(
                new SessionId(FREE, 1, sid, sid % 60_000 + 1),
                "SHOP",
                Session.Access.ALLOWED,
                "INACTIVE",
                sid * 7L,
                Instant.parse("2026-11-21T08:00:00Z").plusSeconds(sid),
                "wildfly",
                "app" + sid % 10,
                program,
                module,
                "action",
                client,
                "7h35uxf5uhmm1",
                "SQL*Net message from client",
                "1,17",
                3,
                "4711",
                5,
                2,
                true,
                "1.2.3",
                "1234",
                automatic);
    }
}
