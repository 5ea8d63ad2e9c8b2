package org.poolwarden.pool.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class WeakIdentityTest {

    @Test
    void isTheObjectItself() {
        Object connection = new Object();
        assertEquals(new WeakIdentity<>(connection), new WeakIdentity<>(connection));
        assertEquals(new WeakIdentity<>(connection).hashCode(), new WeakIdentity<>(connection).hashCode());
    }

    @Test
    void isNotWhatMerelyEqualsIt() {
        StringBuilder text = new StringBuilder("same");
        assertNotEquals(new WeakIdentity<>(text.toString()), new WeakIdentity<>(text.toString()));
    }

    @Test
    void clearedKeysEqualOnlyThemselves() {
        WeakIdentity<Object> first = new WeakIdentity<>(new Object());
        WeakIdentity<Object> second = new WeakIdentity<>(new Object());
        first.clear();
        second.clear();
        assertNotEquals(first, second);
        assertEquals(first, first);
    }
}
