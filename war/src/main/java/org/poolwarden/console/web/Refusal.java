package org.poolwarden.console.web;

/** The console's own no: a status and one of {@link ConsoleMessages}. Nothing was done. */
public final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    public Refusal(int status, String message) {
        super(message);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
