package org.poolwarden.bench;

import java.util.concurrent.Callable;

/** A stack as deep as an application's. */
final class Depth {

    private Depth() {}

    /** Does the work with so many frames of ours below it. */
    static Object below(int frames, Callable<?> work) throws Exception {
        return frames > 1 ? below(frames - 1, work) : work.call();
    }
}
