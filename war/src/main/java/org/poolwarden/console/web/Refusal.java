package org.poolwarden.console.web;

/** A refusal by the console itself: an HTTP status and one of {@link ConsoleMessages}. Nothing was done. */
public final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    /** Takes an HTTP status and the text to show. */
    public Refusal(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }
}
