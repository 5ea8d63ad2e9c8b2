package org.poolwarden.logging;

/** A value as a message shows it: what is not known reads "unknown". */
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
