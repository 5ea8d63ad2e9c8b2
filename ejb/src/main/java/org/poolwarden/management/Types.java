package org.poolwarden.management;

import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import javax.management.openmbean.ArrayType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;

/** The simple open types by short names, and the way into them. */
final class Types {

    static final OpenType<String> TEXT = SimpleType.STRING;
    static final OpenType<Integer> INT = SimpleType.INTEGER;
    static final OpenType<Long> LONG = SimpleType.LONG;
    static final OpenType<Boolean> FLAG = SimpleType.BOOLEAN;
    static final OpenType<Date> TIME = SimpleType.DATE;
    static final OpenType<Void> NOTHING = SimpleType.VOID;
    static final OpenType<String[]> LINES = lines();

    private Types() {}

    static Date date(Instant instant) {
        return instant == null ? null : Date.from(instant);
    }

    static String[] array(Collection<String> lines) {
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
