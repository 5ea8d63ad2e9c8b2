package org.poolwarden.logging;

/** Formats a value for a message. Null reads "unknown". */
final class Known {

    private final Object value;

    Known(Object value) {
        this.value = value;
    }

    @Override
    public String toString() {
        return value == null ? "unknown" : value.toString();
    }
}
