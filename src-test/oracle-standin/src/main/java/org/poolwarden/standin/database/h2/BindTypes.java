package org.poolwarden.standin.database.h2;

import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.poolwarden.standin.engine.Bind;
import org.poolwarden.standin.engine.OraException;
import org.poolwarden.standin.engine.OraType;

/**
 * Which types of binds Oracle converts to what a statement wants, and which it refuses, whatever their value:
 * ORA-00932. Where H2 does not know what is wanted, everything is taken.
 */
public final class BindTypes {

    private static final Set<OraType> TEXTS = EnumSet.of(OraType.VARCHAR2, OraType.CHAR, OraType.LONG);
    private static final Set<OraType> TIMES = EnumSet.of(OraType.DATE, OraType.TIMESTAMP, OraType.TIMESTAMP_TZ);

    private record Wanted(String name, Set<OraType> taken) {}

    private static final Wanted NUMBER = new Wanted("NUMBER", with(TEXTS, OraType.NUMBER));
    private static final Wanted DATE = new Wanted("DATE", with(TEXTS, TIMES.toArray(OraType[]::new)));
    private static final Wanted BINARY = new Wanted("BINARY", with(TEXTS, OraType.RAW));

    private static final Map<Integer, Wanted> WANTED = Map.of(
            Types.NUMERIC, NUMBER,
            Types.DECIMAL, NUMBER,
            Types.INTEGER, NUMBER,
            Types.BIGINT, NUMBER,
            Types.TIMESTAMP, DATE,
            Types.TIMESTAMP_WITH_TIMEZONE, DATE,
            Types.BINARY, BINARY,
            Types.VARBINARY, BINARY);

    private BindTypes() {}

    private static Set<OraType> with(Set<OraType> some, OraType... more) {
        Set<OraType> all = EnumSet.copyOf(some);
        all.addAll(Set.of(more));
        return all;
    }

    /** Whether the parameter of that index, from 1, takes the bind. */
    public static void check(PreparedStatement statement, int index, Bind bind) throws SQLException, OraException {
        ParameterMetaData parameters = statement.getParameterMetaData();
        Wanted wanted = WANTED.get(parameters.getParameterType(index));
        if (wanted != null && !wanted.taken.contains(bind.type())) {
            throw new OraException(
                    932, "inconsistent datatypes: expected " + wanted.name + " got " + name(bind.type()));
        }
        if (wanted == DATE && bind.value() instanceof String text && !text.isEmpty()) {
            throw Character.isDigit(text.strip().concat("x").charAt(0))
                    ? new OraException(3001, "unimplemented feature: the stand-in reads no dates by NLS_DATE_FORMAT")
                    : new OraException(1858, "a non-numeric character was found where a numeric was expected");
        }
        if (wanted == BINARY && bind.value() instanceof String) {
            throw new OraException(3001, "unimplemented feature: the stand-in reads no hexadecimal texts");
        }
    }

    private static String name(OraType type) {
        return type == OraType.RAW ? "BINARY" : type.name();
    }
}
