package org.poolwarden.standin.call.statement;

import java.time.LocalDateTime;
import java.util.List;
import org.poolwarden.standin.call.message.MessageCode;
import org.poolwarden.standin.codec.MessageLayout;
import org.poolwarden.standin.codec.TtcOutput;
import org.poolwarden.standin.codec.ValueCodec;
import org.poolwarden.standin.engine.Bind;
import org.poolwarden.standin.engine.OraException;
import org.poolwarden.standin.engine.OraType;
import org.poolwarden.standin.engine.Result;

/** The parts of a reply that carry columns, rows and OUT values. */
final class ResultWriter {

    private static final int AL32UTF8 = 873;
    private static final int LARGEST_ROW = 4000;
    private static final int IN = 32;
    /**
     * Never plain OUT (16): whether the client sends a value the next time depends on it, and an engine does not know
     * whether it looked at the value of this time.
     */
    private static final int IN_OUT = 48;

    private final TtcOutput out;
    private final MessageLayout layout;

    ResultWriter(TtcOutput out, MessageLayout layout) {
        this.out = out;
        this.layout = layout;
    }

    void describe(List<Result.Column> columns) {
        out.u1(MessageCode.DESCRIBE)
                .clr(new byte[Long.BYTES])
                .ub(LARGEST_ROW)
                .ub(columns.size())
                .u1(1);
        for (int i = 0; i < columns.size(); i++) {
            column(columns.get(i), i + 1);
        }
        // When the statement was compiled; nothing depends on it.
        out.dlc(ValueCodec.encode(OraType.DATE, LocalDateTime.of(2026, 1, 1, 0, 0)))
                .zeros(5);
    }

    private void column(Result.Column column, int position) {
        boolean text = column.type() == OraType.VARCHAR2 || column.type() == OraType.CHAR;
        out.u1(column.type().code())
                .u1(0)
                .u1(column.precision())
                .scale(column.scale(), layout)
                .ub(column.size());
        out.zeros(3).zeros(1).ub(text ? AL32UTF8 : 0).u1(text ? 1 : 0).ub(text ? column.size() : 0);
        if (layout.since(MessageLayout.ORACLE_12_2)) {
            out.zeros(1);
        }
        out.u1(1)
                .u1(column.name().length())
                .dlc(column.name())
                .zeros(2)
                .ub(position)
                .zeros(1);
        if (layout.since(MessageLayout.ORACLE_23)) {
            out.zeros(2);
        }
        if (layout.since(MessageLayout.ORACLE_23_EXT3)) {
            out.zeros(1);
        }
        if (layout.since(MessageLayout.ORACLE_23_4)) {
            out.zeros(3);
        }
    }

    /** The next rows of the cursor; whether there are no more. */
    boolean rows(Cursor cursor, int most) throws OraException {
        List<Result.Column> columns = cursor.result().columns();
        int first = cursor.fetched();
        List<Object[]> rows = cursor.next(most);
        out.u1(MessageCode.ROW_HEADER)
                .u1(0)
                .ub(columns.size())
                .ub(first)
                .ub(rows.size())
                .zeros(3);
        for (Object[] row : rows) {
            out.u1(MessageCode.ROW);
            for (int i = 0; i < columns.size(); i++) {
                out.clr(value(columns.get(i), row[i]));
            }
        }
        return rows.size() < most;
    }

    /** The driver would cut off silently what is longer than the column. */
    private static byte[] value(Result.Column column, Object value) {
        byte[] bytes = ValueCodec.encode(column.type(), value);
        if (bytes != null && bytes.length > column.size()) {
            throw new IllegalStateException(
                    bytes.length + " bytes in column " + column.name() + " of size " + column.size());
        }
        return bytes;
    }

    /** The directions of a call's binds, then the values that it gave back. */
    void outBinds(List<Bind> binds) {
        out.u1(MessageCode.BIND_DIRECTIONS).u1(0).ub(binds.size()).ub(0).ub(1).zeros(3);
        binds.forEach(bind -> out.u1(bind.isOut() ? IN_OUT : IN));
        if (binds.stream().noneMatch(Bind::isOut)) {
            return;
        }
        out.u1(MessageCode.ROW);
        for (Bind bind : binds) {
            if (bind.isOut()) {
                out.clr(ValueCodec.encode(bind.type(), bind.outValue())).ub(0);
            }
        }
    }

    /** What every execution ends with: the cursor, and the count of each iteration if the client asked. */
    void executed(Cursor cursor, long... counts) {
        out.u1(MessageCode.PARAMETERS).ub(6).zeros(2).ub(cursor.id()).zeros(3).zeros(3);
        if (cursor.countsWanted()) {
            out.ub(counts.length);
            for (long count : counts) {
                out.ub(count);
            }
        }
    }
}
