package org.poolwarden.transition;

/**
 * Who is told of transitions, one after the other, on the thread that found them. It must not keep that thread waiting.
 * What it throws is logged and keeps nobody else from hearing.
 */
@FunctionalInterface
public interface TransitionListener {

    /** One transition. */
    void hear(Transition transition);

    /** About every second, when all that was found has been told; also if that was nothing. */
    default void passed() {}

    /** Nothing is told any more. */
    default void close() {}

    /**
     * The same, while somebody may still be telling something on another thread. What would keep this deployment in
     * memory is given back; nothing else need be done.
     */
    default void abandon() {}
}
