package org.poolwarden.pool.site;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;

/** Hands out one of all values that are equal, for as long as somebody keeps it. Safe for use by several threads. */
final class Shared<T> {

    private final Map<T, WeakReference<T>> values = new WeakHashMap<>();

    /** The value that was given first of those that are equal to this one and still in use. */
    synchronized T of(T value) {
        WeakReference<T> known = values.get(value);
        T first = known == null ? null : known.get();
        if (first == null) {
            values.put(value, new WeakReference<>(value));
            return value;
        }
        return first;
    }
}
