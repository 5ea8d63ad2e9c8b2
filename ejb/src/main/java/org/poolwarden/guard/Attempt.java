package org.poolwarden.guard;

/**
 * What came of one question to a guard, for whoever can do without the answer. It has neither a value nor a silence if
 * the guard was not asked, or had nothing to say. Immutable.
 *
 * @param value null unless there is one
 * @param silence why the guard did not answer; null unless that is so
 */
public record Attempt<T>(T value, GuardException silence) {

    /** Nobody was asked. */
    public static <T> Attempt<T> none() {
        return new Attempt<>(null, null);
    }

    /** Asks. Whatever the question throws becomes the silence: a driver may throw anything. */
    public static <T> Attempt<T> of(Question<T> question) {
        try {
            return new Attempt<>(question.ask(), null);
        } catch (GuardException e) {
            return new Attempt<>(null, e);
        } catch (RuntimeException e) {
            return new Attempt<>(null, GuardException.unexpected(e));
        }
    }

    /** Whether the guard was asked and did not answer. */
    public boolean isSilent() {
        return silence != null;
    }

    /** One question to a guard that is known. */
    @FunctionalInterface
    public interface Question<T> {

        /** The answer; null if the guard has nothing to say. */
        T ask() throws GuardException;
    }
}
