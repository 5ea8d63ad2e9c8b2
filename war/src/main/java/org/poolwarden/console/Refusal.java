package org.poolwarden.console;

/** The console's own no: a status and one of {@link ConsoleMessages}. Nothing was done. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    Refusal(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
