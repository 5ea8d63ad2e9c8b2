package org.poolwarden.standin.call.statement;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.poolwarden.standin.call.message.Release;
import org.poolwarden.standin.engine.OraException;
import org.poolwarden.standin.packet.ProtocolException;

/** The open cursors of a session. */
final class Cursors {

    private final Map<Integer, Cursor> open = new HashMap<>();
    /** By the cursor; for other threads. */
    private final Map<Integer, String> texts = new ConcurrentHashMap<>();

    /** Numbers are given again, because a driver keeps no more than 16 bits of them. */
    private final Deque<Integer> closed = new ArrayDeque<>();

    private int lastId;

    /** A new one, or ORA-01000. */
    Cursor open() throws OraException {
        if (open.size() >= Release.MOST_OPEN_CURSORS) {
            throw new OraException(1000, "maximum open cursors exceeded");
        }
        int id = closed.isEmpty() ? ++lastId : closed.remove();
        Cursor cursor = new Cursor(id);
        open.put(id, cursor);
        texts.put(id, "");
        return cursor;
    }

    /** The cursor has this text from now on. */
    void parsed(Cursor cursor) {
        texts.put(cursor.id(), cursor.sql());
    }

    /** The texts of all of them; from any thread. */
    List<String> statements() {
        return List.copyOf(texts.values());
    }

    /** One that the client must have got from us. */
    Cursor get(int id) throws ProtocolException {
        Cursor cursor = open.get(id);
        if (cursor == null) {
            throw new ProtocolException("unknown cursor " + id);
        }
        return cursor;
    }

    void close(int id) throws ProtocolException {
        open.remove(get(id).id());
        texts.remove(id);
        closed.add(id);
    }
}
