package org.poolwarden.contract;

/** What a number counts, where its description does not say. */
public enum Unit {
    MILLISECONDS("ms"),
    SECONDS("s"),
    PERCENT("%");

    private final String symbol;

    Unit(String symbol) {
        this.symbol = symbol;
    }

    public String symbol() {
        return symbol;
    }
}
