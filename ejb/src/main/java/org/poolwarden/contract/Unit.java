package org.poolwarden.contract;

/** The unit of a number. */
public enum Unit {
    MILLISECONDS("ms"),
    SECONDS("s"),
    PERCENT("%");

    private final String symbol;

    Unit(String symbol) {
        this.symbol = symbol;
    }

    /** How the unit is written behind a number, such as {@code ms}. */
    public String symbol() {
        return symbol;
    }
}
