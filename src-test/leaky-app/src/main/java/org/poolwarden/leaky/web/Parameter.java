package org.poolwarden.leaky.web;

import java.util.Locale;

/** A parameter of an endpoint, with the value that the page's form starts with. */
enum Parameter {
    NAME("a"),
    ROW("1"),
    SECONDS("30"),
    ID("6"),
    VALUE("inserted"),
    END("commit"),
    DEMARCATION("bean"),
    LEAVE("close"),
    THREADS("2"),
    /** For each second; 0 for as many as it can. */
    RATE("100"),
    /** The only one that may be left out. */
    DS("shop");

    private final String example;

    Parameter(String example) {
        this.example = example;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    String example() {
        return example;
    }

    boolean required() {
        return this != DS;
    }
}
