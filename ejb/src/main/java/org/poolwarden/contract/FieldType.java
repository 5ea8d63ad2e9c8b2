package org.poolwarden.contract;

import java.time.Instant;
import java.util.List;

/** The type of a value. It is the same for every interface, and each interface has its own notation for it. */
public enum FieldType {
    TEXT(String.class),
    INT(Integer.class),
    LONG(Long.class),
    FLAG(Boolean.class),
    /** An {@link Instant}. Interfaces that consist of text write it in ISO 8601 and UTC. */
    TIME(Instant.class),
    /** A list of texts. Their order matters, and the list may be empty. */
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
