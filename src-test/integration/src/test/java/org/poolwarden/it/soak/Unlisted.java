package org.poolwarden.it.soak;

/**
 * A lease is not listed, and pools were flushed during its checkout. A flush removes a managed pool that has no
 * connection yet; if Poolwarden has not seen it by then, it cannot know of it.
 */
final class Unlisted extends Exception {

    private static final long serialVersionUID = 1L;

    Unlisted(String what) {
        super("not listed, and borrowed during a flush: " + what);
    }
}
