package org.poolwarden.pool;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/** A map key that is the object itself, whatever its equals says, and does not keep it alive. */
final class WeakIdentity<T> extends WeakReference<T> {

    private final int hash;

    /** For looking up. */
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
        return mine != null && other instanceof WeakIdentity<?> that && that.get() == mine;
    }
}
