package org.poolwarden.jmx.open;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.management.ImmutableDescriptor;
import javax.management.openmbean.ArrayType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import org.poolwarden.contract.FieldType;

/** The types of the contract as open types, and their values as open data. */
final class Types {

    private static final OpenType<String[]> LINES = lines();

    private Types() {}

    static OpenType<?> of(FieldType type) {
        return switch (type) {
            case TEXT -> SimpleType.STRING;
            case INT -> SimpleType.INTEGER;
            case LONG -> SimpleType.LONG;
            case FLAG -> SimpleType.BOOLEAN;
            case TIME -> SimpleType.DATE;
            case LINES -> LINES;
        };
    }

    /** The class of a parameter. Numbers are primitive, because they are always given. */
    static String parameterClass(FieldType type) {
        return switch (type) {
            case INT -> int.class.getName();
            case LONG -> long.class.getName();
            default -> of(type).getClassName();
        };
    }

    /**
     * The value as open data: a time becomes a Date, lines become an array, and everything else, null included, stays
     * as it is.
     */
    static Object value(Object value) {
        if (value instanceof Instant time) {
            return Date.from(time);
        }
        return value instanceof List<?> lines
                ? lines.stream().map(String.class::cast).toArray(String[]::new)
                : value;
    }

    static ImmutableDescriptor descriptor(OpenType<?> type) {
        return new ImmutableDescriptor(new String[] {"openType"}, new Object[] {type});
    }

    private static OpenType<String[]> lines() {
        try {
            return new ArrayType<>(1, SimpleType.STRING);
        } catch (OpenDataException e) {
            throw new IllegalStateException(e);
        }
    }
}
