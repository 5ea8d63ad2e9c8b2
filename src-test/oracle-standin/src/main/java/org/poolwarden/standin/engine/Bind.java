package org.poolwarden.standin.engine;

/**
 * One bind of one execution. Values are null, {@link java.math.BigDecimal}, {@link String},
 * {@link java.time.LocalDateTime} (DATE, TIMESTAMP), {@link java.time.OffsetDateTime} or a byte array.
 */
public final class Bind {

    private final OraType type;
    private final int maxLength;
    private Object value;
    private boolean out;
    private Object outValue;

    /** A bind as the client declared it. */
    public Bind(OraType type, int maxLength) {
        this.type = type;
        this.maxLength = maxLength;
    }

    public OraType type() {
        return type;
    }

    /** Bytes that the client provides for an OUT value. */
    public int maxLength() {
        return maxLength;
    }

    public Object value() {
        return value;
    }

    /** Set anew for each execution. */
    public void value(Object newValue) {
        value = newValue;
        out = false;
        outValue = null;
    }

    /** Whether the statement gave it a value back. */
    public boolean isOut() {
        return out;
    }

    public Object outValue() {
        return outValue;
    }

    /** Makes it an OUT bind with this value, which may be null. */
    public void returns(Object newValue) {
        out = true;
        outValue = newValue;
    }
}
