package org.poolwarden.leaky.demo;

import java.util.concurrent.atomic.AtomicInteger;

/** A name for each leak, so that a button can be pressed again. */
final class Names {

    private static final AtomicInteger LAST = new AtomicInteger();

    private Names() {}

    static String next() {
        return "demo-" + LAST.incrementAndGet();
    }
}
