package org.poolwarden.threads;

/** Steps that do not depend on each other. */
public final class Steps {

    private Steps() {}

    /** Takes each of them, whatever becomes of those before it. What the first failure threw is thrown at the end. */
    public static void all(Runnable... steps) {
        Throwable first = null;
        for (Runnable step : steps) {
            try {
                step.run();
            } catch (RuntimeException | Error e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first instanceof Error error) {
            throw error;
        }
        if (first instanceof RuntimeException failure) {
            throw failure;
        }
    }
}
