package org.poolwarden.leaky.answer;

/** The application does not do what it was asked: an HTTP status of the 400s or 500s and one line that says why. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    public Refusal(int status, String line) {
        super(line);
        this.status = status;
    }

    public static Refusal badRequest(String line) {
        return new Refusal(400, line);
    }

    public int status() {
        return status;
    }
}
