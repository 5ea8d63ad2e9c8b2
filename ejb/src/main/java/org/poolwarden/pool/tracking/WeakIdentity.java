package org.poolwarden.pool.tracking;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/** A map key that is the object itself, whatever its equals says, and does not keep it alive. */
final class WeakIdentity<T> extends WeakReference<T> {

    private final int hash;

    /** For looking up; a {@link Probe} does it without a reference for the garbage collector to look after. */
    WeakIdentity(T object) {
        this(object, null);
    }

    /** For storing; the queue tells when the entry can go. */
    WeakIdentity(T object, ReferenceQueue<? super T> queue) {
        super(object, queue);
        hash = System.identityHashCode(object);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        T mine = get();
        return mine != null && (other instanceof WeakIdentity<?> that ? that.get() == mine : isProbe(other, mine));
    }

    private static boolean isProbe(Object other, Object mine) {
        return other instanceof Probe probe && probe.object == mine;
    }

    /** Equal to the key of its object; lives for one look-up only, which the compiler does without any garbage. */
    static final class Probe {

        private final Object object;

        Probe(Object object) {
            this.object = object;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(object);
        }

        @Override
        public boolean equals(Object other) {
            return isProbe(other, object) || (other instanceof WeakIdentity<?> key && key.get() == object);
        }
    }
}
