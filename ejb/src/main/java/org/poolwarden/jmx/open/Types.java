package org.poolwarden.jmx.open;

import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import javax.management.openmbean.ArrayType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;

/** The simple open types by short names, and the way into them. */
public final class Types {

    public static final OpenType<String> TEXT = SimpleType.STRING;
    public static final OpenType<Integer> INT = SimpleType.INTEGER;
    public static final OpenType<Long> LONG = SimpleType.LONG;
    public static final OpenType<Boolean> FLAG = SimpleType.BOOLEAN;
    public static final OpenType<Date> TIME = SimpleType.DATE;
    static final OpenType<Void> NOTHING = SimpleType.VOID;
    public static final OpenType<String[]> LINES = lines();

    private Types() {}

    public static Date date(Instant instant) {
        return instant == null ? null : Date.from(instant);
    }

    public static String[] array(Collection<String> lines) {
        return lines.toArray(String[]::new);
    }

    private static OpenType<String[]> lines() {
        try {
            return new ArrayType<>(1, SimpleType.STRING);
        } catch (OpenDataException e) {
            throw new IllegalStateException(e);
        }
    }
}
