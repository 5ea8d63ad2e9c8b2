package org.poolwarden.leaky;

/** The application does not do what it was asked: an HTTP status of the 400s or 500s and one line that says why. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    Refusal(int status, String line) {
        super(line);
        this.status = status;
    }

    static Refusal badRequest(String line) {
        return new Refusal(400, line);
    }

    int status() {
        return status;
    }
}
