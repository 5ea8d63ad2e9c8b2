package org.poolwarden.fleet.sharing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.poolwarden.leak.evidence.Automatic;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;

/**
 * The sessions of a database as a short text: a line for each, compressed. The texts of a session have no control
 * character, so a tab ends a field. A field of a text begins with {@code =}; one that is empty is null.
 */
final class SessionLines {

    /** No text is longer, in characters: what travels has a limit. */
    static final int MAX_LENGTH = 900_000;

    /** Nor is what it was made of, in bytes. It keeps a short text from becoming a huge one. */
    static final int MAX_BYTES = 12 << 20;

    /** No more sessions are read. */
    static final int MAX_SESSIONS = 50_000;

    private static final String TAB = "\t";

    private SessionLines() {}

    /** Null if it would be too long. */
    static String of(List<Session> sessions) {
        StringBuilder lines = new StringBuilder();
        for (Session session : sessions) {
            append(lines, session);
        }
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_BYTES) {
            return null;
        }
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it is written to memory
        }
        String text = Base64.getEncoder().encodeToString(compressed.toByteArray());
        return text.length() > MAX_LENGTH ? null : text;
    }

    /**
     * The sessions of such a text.
     *
     * @throws IllegalArgumentException if it is none
     */
    static List<Session> read(DatabaseId database, String text) {
        byte[] bytes;
        try (InputStream in =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("more than " + MAX_BYTES + " bytes");
        }
        List<Session> sessions = new ArrayList<>();
        Map<String, String> texts = new HashMap<>(); // those that sessions have in common are kept once
        Set<SessionId> seen = new HashSet<>();
        for (Iterator<String> lines =
                        new String(bytes, StandardCharsets.UTF_8).lines().iterator();
                lines.hasNext(); ) {
            String line = lines.next();
            if (line.isEmpty()) {
                continue;
            }
            Session session = new Line(line, texts).session(database);
            if (session.username() == null || !seen.add(session.id()) || seen.size() > MAX_SESSIONS) {
                throw new IllegalArgumentException("no username, twice the same, or too many: " + session.id());
            }
            sessions.add(session);
        }
        return sessions;
    }

    private static void append(StringBuilder lines, Session session) {
        SessionId id = session.id();
        Automatic automatic = session.automatic();
        Object[] numbers = {id.instance(), id.sid(), id.serial(), session.access(), session.lastCallSeconds()};
        for (Object number : numbers) {
            lines.append(number).append(TAB);
        }
        lines.append(session.logonTime() == null ? "" : session.logonTime()).append(TAB);
        lines.append(session.blocks()).append(TAB).append(session.undoRecords()).append(TAB);
        lines.append(session.undoBlocks())
                .append(TAB)
                .append(session.rollingBack())
                .append(TAB);
        lines.append(automatic.endsInSeconds() == null ? "" : automatic.endsInSeconds())
                .append(TAB);
        lines.append(automatic.yieldsAfterSeconds() == null ? "" : automatic.yieldsAfterSeconds())
                .append(TAB);
        lines.append(automatic.rolledBack());
        String[] texts = {
            session.username(), session.status(), session.osuser(), session.machine(), session.program(),
            session.module(), session.action(), session.clientIdentifier(), session.sqlId(), session.event(),
            session.blockedBy(), session.spid(), session.xid(), session.process(), automatic.endsBy(),
            automatic.priority()
        };
        for (String text : texts) {
            lines.append(TAB).append(text == null ? "" : "=" + text);
        }
        lines.append('\n');
    }

    /** Read from left to right. */
    private static final class Line {

        private static final int FIELDS = 29;
        private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

        private final String[] fields;
        private final Map<String, String> texts;
        private int next;

        private Line(String line, Map<String, String> texts) {
            this.texts = texts;
            fields = line.split(TAB, -1);
            if (fields.length != FIELDS) {
                throw new IllegalArgumentException(fields.length + " fields");
            }
        }

        private Session session(DatabaseId database) {
            SessionId id = new SessionId(database, count(), count(), count());
            Session.Access access = Session.Access.valueOf(field());
            long lastCall = notNegative(number());
            String logon = field();
            int blocks = count();
            long undoRecords = notNegative(number());
            long undoBlocks = notNegative(number());
            boolean rollingBack = Boolean.parseBoolean(field());
            Long endsIn = numberOrNull();
            Long yieldsAfter = numberOrNull();
            boolean rolledBack = Boolean.parseBoolean(field());
            return new Session(
                    id,
                    text(),
                    access,
                    text(),
                    lastCall,
                    logon.isEmpty() ? null : instant(logon),
                    text(),
                    text(),
                    text(),
                    text(),
                    text(),
                    text(),
                    text(),
                    text(),
                    text(),
                    blocks,
                    text(),
                    undoRecords,
                    undoBlocks,
                    rollingBack,
                    text(),
                    text(),
                    new Automatic(text(), endsIn, text(), yieldsAfter, rolledBack));
        }

        private int count() {
            long number = notNegative(number());
            if (number > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("too large: " + number);
            }
            return (int) number;
        }

        private static long notNegative(long number) {
            if (number < 0) {
                throw new IllegalArgumentException("negative: " + number);
            }
            return number;
        }

        private String field() {
            return fields[next++];
        }

        private long number() {
            return Long.parseLong(field());
        }

        private Long numberOrNull() {
            String field = field();
            return field.isEmpty() ? null : (Long) Long.parseLong(field);
        }

        private static Instant instant(String text) {
            try {
                Instant time = Instant.parse(text);
                if (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
                    throw new IllegalArgumentException("no time of a logon: " + text);
                }
                return time;
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(e);
            }
        }

        private String text() {
            String field = field();
            if (!field.isEmpty() && field.charAt(0) != '=') {
                throw new IllegalArgumentException("no text: " + field);
            }
            return field.isEmpty() ? null : texts.computeIfAbsent(field, some -> some.substring(1));
        }
    }
}
