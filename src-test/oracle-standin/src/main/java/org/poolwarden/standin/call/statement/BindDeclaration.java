package org.poolwarden.standin.call.statement;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.poolwarden.standin.call.message.MessageCode;
import org.poolwarden.standin.codec.MessageLayout;
import org.poolwarden.standin.codec.TtcInput;
import org.poolwarden.standin.codec.ValueCodec;
import org.poolwarden.standin.engine.OraType;
import org.poolwarden.standin.packet.ProtocolException;

/**
 * A bind as the client declares it.
 *
 * @param maxLength bytes that the client has room for
 */
record BindDeclaration(OraType type, int maxLength) {

    static final int MOST = 65_535;
    private static final int MOST_ITERATIONS = 1 << 20;
    /** Without the extended data types of Oracle 12, which we do not offer. */
    private static final int LONGEST_SHORT = 4000;

    private static final int NATIONAL_CHARACTERS = 2;

    static List<BindDeclaration> readAll(TtcInput in, MessageLayout layout, int count) throws IOException {
        List<BindDeclaration> shapes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            shapes.add(read(in, layout));
        }
        return shapes;
    }

    private static BindDeclaration read(TtcInput in, MessageLayout layout) throws IOException {
        int code = in.u1();
        in.skip(2);
        in.skipScale(layout);
        int maxLength = in.count(Integer.MAX_VALUE, "length of a bind");
        int elements = in.count(Integer.MAX_VALUE, "elements of a bind");
        in.ub();
        byte[] objectType = in.dlc();
        in.skipUb(2);
        int form = in.u1();
        in.ub();
        if (layout.since(MessageLayout.ORACLE_12_2)) {
            in.ub();
        }
        OraType type = OraType.of(code);
        if (type == null || elements != 0 || objectType != null || form == NATIONAL_CHARACTERS) {
            throw new ProtocolException("bind of type " + code + ", " + elements + " elements, form " + form);
        }
        return new BindDeclaration(type, maxLength);
    }

    /** The bind values of several executions; nothing is sent if there are no binds. */
    static List<List<Object>> readRows(TtcInput in, List<BindDeclaration> shapes, boolean plsql, int iterations)
            throws IOException {
        if (iterations > MOST_ITERATIONS) {
            throw new ProtocolException(iterations + " iterations");
        }
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < iterations; i++) {
            rows.add(shapes.isEmpty() ? List.of() : readRow(in, shapes, plsql));
        }
        return rows;
    }

    /** The values come in order, but SQL gets those that might be long after all others. */
    private static List<Object> readRow(TtcInput in, List<BindDeclaration> shapes, boolean plsql) throws IOException {
        int message = in.u1();
        if (message != MessageCode.ROW) {
            throw new ProtocolException("expected the values of binds, got message " + message);
        }
        Object[] row = new Object[shapes.size()];
        for (int i = 0; i < row.length; i++) {
            if (plsql || !shapes.get(i).isLong()) {
                row[i] = shapes.get(i).readValue(in);
            }
        }
        for (int i = 0; i < row.length; i++) {
            if (!plsql && shapes.get(i).isLong()) {
                row[i] = shapes.get(i).readValue(in);
            }
        }
        return Arrays.asList(row);
    }

    private boolean isLong() {
        return maxLength > LONGEST_SHORT;
    }

    private Object readValue(TtcInput in) throws IOException {
        return ValueCodec.decode(type, in.clr());
    }
}
