package org.poolwarden.it.soak;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Which rows the application has committed in this life of the database, and which not. Safe for many threads. */
final class Rows {

    /** The application's own rows are below. */
    private static final int FIRST = 1000;

    private enum Fate {
        ABSENT,
        THERE,
        EITHER
    }

    private final String url;
    private final Journal journal;
    private final AtomicInteger last = new AtomicInteger(FIRST);
    private final Map<Integer, Fate> fates = new HashMap<>();
    private int committed;

    Rows(String url, Journal journal) {
        this.url = url;
        this.journal = journal;
    }

    Connection connect(String user, String password) throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    /** Makes the table in a database that is new. */
    void create() throws SQLException {
        synchronized (this) {
            fates.clear();
        }
        try (Connection connection = connect("SHOP", "shop");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE leaky_row (id NUMBER PRIMARY KEY, value VARCHAR2(100))");
            for (int id = 1; id <= 9; id++) {
                statement.execute("INSERT INTO leaky_row (id, value) VALUES (" + id + ", 'free')");
            }
        }
    }

    /** A number that no row has; nobody may see it until it is committed. */
    synchronized int open() {
        int id = last.incrementAndGet();
        fates.put(id, Fate.ABSENT);
        return id;
    }

    /** The commit said that it is done. */
    synchronized void committed(int id) {
        committed++;
        fates.replace(id, Fate.THERE);
    }

    /** The commit failed in a way that leaves open what it did. */
    synchronized void either(int id) {
        fates.replace(id, Fate.EITHER);
    }

    /** Closed without a commit: a pool that nobody touches commits it when it lends the connection again. */
    synchronized void abandoned(int id) {
        fates.replace(id, Fate.ABSENT, Fate.EITHER);
    }

    synchronized int count() {
        return committed;
    }

    /** What another session sees of a row must be what the model says. */
    void check(int id, String who) throws SQLException {
        Fate before = fate(id);
        try (Connection connection = connect("SHOP", "shop");
                PreparedStatement query = connection.prepareStatement("SELECT value FROM leaky_row WHERE id = ?")) {
            query.setInt(1, id);
            try (ResultSet rows = query.executeQuery()) {
                compare(id, before, rows.next(), who);
            }
        }
    }

    /** All of them; nothing is under way. */
    void checkAll() throws SQLException {
        Set<Integer> seen = new HashSet<>();
        try (Connection connection = connect("SHOP", "shop");
                PreparedStatement query = connection.prepareStatement("SELECT id FROM leaky_row WHERE id > ?")) {
            query.setInt(1, FIRST);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    seen.add(rows.getInt(1));
                }
            }
        }
        Map<Integer, Fate> all;
        synchronized (this) {
            all = Map.copyOf(fates);
        }
        all.forEach((id, fate) -> compare(id, fate, seen.contains(id), "the end of the round"));
    }

    private synchronized Fate fate(int id) {
        return fates.getOrDefault(id, Fate.EITHER);
    }

    private void compare(int id, Fate fate, boolean seen, String who) {
        if (fate == Fate.ABSENT && seen) {
            journal.fault("row " + id + " is visible and was never committed (" + who + ")");
        } else if (fate == Fate.THERE && !seen) {
            journal.fault("row " + id + " was committed and is lost (" + who + ")");
        }
    }
}
