package org.poolwarden.standin.database;

import java.util.HexFormat;
import org.poolwarden.standin.database.catalog.SessionId;
import org.poolwarden.standin.database.catalog.SessionRow;
import org.poolwarden.standin.database.kill.SessionEnding;
import org.poolwarden.standin.database.statement.SessionActivity;
import org.poolwarden.standin.database.transaction.LockWaits;
import org.poolwarden.standin.database.transaction.OpenTransaction;
import org.poolwarden.standin.engine.Engine;

/** All that the dictionary shows of a session, and the address and number of its process. */
final class DictionaryRow {

    /** What PADDR of a killed session points to. */
    private static final String NO_PROCESS = "00".repeat(8);

    private static final int HEX = 16;
    private static final int ADDRESS_DIGITS = 16;
    private static final HexFormat HEXADECIMAL = HexFormat.of().withUpperCase();

    private DictionaryRow() {}

    static SessionRow of(OracleSession session) {
        OracleDatabase database = session.owner();
        SessionId key = session.key();
        SessionEnding ending = session.ending();
        Engine.Handshake handshake = session.handshake();
        SessionActivity.Moment now = session.activity().now();
        LockWaits waits = database.locks().waits();
        OpenTransaction transaction = session.transaction();
        boolean open = transaction.isOpen();
        Long rollingBack = ending.recordsLeft();
        Long left = rollingBack == null ? Long.valueOf(transaction.undoRecords()) : rollingBack;
        boolean killed = ending.isMarked();
        String status = now.active() ? "ACTIVE" : "INACTIVE";
        return new SessionRow(
                key.instance(),
                key.sid(),
                key.serial(),
                "USER",
                handshake.username(),
                killed ? "KILLED" : status,
                now.seconds(),
                session.activity().logonTime(),
                handshake.osuser(),
                handshake.machine(),
                handshake.program(),
                handshake.process(),
                now.module(),
                now.action(),
                now.clientInfo(),
                now.clientIdentifier(),
                now.sqlId(),
                now.prevSqlId(),
                now.sqlText(),
                now.event().name(),
                now.event().waitClass(),
                now.secondsInWait(),
                inDictionary(database, waits.blockerOf(key)),
                inDictionary(database, waits.finalBlockerOf(key)),
                waits.blockedBy(key),
                killed ? NO_PROCESS : address(key),
                address(key),
                open,
                open ? left : null,
                rollingBack != null,
                database.worksFor(key),
                session.settings().currentSchema());
    }

    private static SessionId inDictionary(OracleDatabase database, SessionId session) {
        return session == null || database.live(session) == null ? null : session;
    }

    /** The address of its process. */
    static String address(SessionId key) {
        // by hand: every row of every dictionary view has two
        StringBuilder address = new StringBuilder(ADDRESS_DIGITS);
        address.append(HEXADECIMAL.toHexDigits((short) key.instance()));
        address.append(HEXADECIMAL.toHexDigits((short) key.sid()));
        return address.append(HEXADECIMAL.toHexDigits(key.serial())).toString();
    }

    /** Whose process that address is. */
    static SessionId ofAddress(String address) {
        return new SessionId(hex(address, 0, 4), hex(address, 4, 8), hex(address, 8, 16));
    }

    private static int hex(String address, int from, int to) {
        return Integer.parseInt(address, from, to, HEX);
    }

    /** The number of its process. */
    static String spid(SessionId key) {
        return Integer.toString(key.instance() * 100_000 + key.serial());
    }
}
