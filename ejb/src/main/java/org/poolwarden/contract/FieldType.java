package org.poolwarden.contract;

import java.time.Instant;
import java.util.List;

/** The type of a value, the same for every interface; each interface has its own notation for it. */
public enum FieldType {
    TEXT(String.class),
    INT(Integer.class),
    LONG(Long.class),
    FLAG(Boolean.class),
    /** An {@link Instant}. Interfaces of text write it in ISO 8601, in UTC. */
    TIME(Instant.class),
    /** A list of texts in a meaningful order, often empty. */
    LINES(List.class);

    private final Class<?> javaType;

    FieldType(Class<?> javaType) {
        this.javaType = javaType;
    }

    /** Whether a value that is not null is of this type. */
    public boolean accepts(Object value) {
        return javaType.isInstance(value)
                && (this != LINES || ((List<?>) value).stream().allMatch(String.class::isInstance));
    }
}
