package org.poolwarden.console.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.el.ELContext;
import jakarta.el.ELException;
import jakarta.el.ELResolver;
import jakarta.el.FunctionMapper;
import jakarta.el.VariableMapper;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An expression of a page")
class AccessorsTest {

    private static final Object[] NONE = {};

    private final ELContext context = new NoContext();

    @Test
    @DisplayName("calls an accessor of ours, with null where that is what it says")
    void ours() {
        assertEquals("x", invoke(new Shown("x"), "name"));
        assertTrue(context.isPropertyResolved());
        assertNull(invoke(new Shown(null), "name"));
        assertTrue(context.isPropertyResolved());
    }

    @Test
    @DisplayName("leaves to the container what is not ours, not there, not public, or has parameters")
    void others() {
        assertNull(invoke(List.of(), "size"));
        assertNull(invoke(null, "name"));
        assertNull(invoke(new Shown("x"), "other"));
        assertNull(invoke(new Hidden("x"), "name"));
        assertNull(new Accessors().invoke(context, new Shown("x"), "equals", null, new Object[] {"y"}));
        assertFalse(context.isPropertyResolved());
    }

    @Test
    @DisplayName("keeps the cause of a failure")
    void failing() {
        ELException failure = assertThrows(ELException.class, () -> invoke(new Shown("x"), "failing"));
        assertSame(Shown.FAILURE, failure.getCause());
    }

    private Object invoke(Object base, String method) {
        context.setPropertyResolved(false);
        return new Accessors().invoke(context, base, method, null, NONE);
    }

    /** As a view. */
    public record Shown(String name) {

        private static final IllegalStateException FAILURE = new IllegalStateException("on purpose");

        public String failing() {
            throw FAILURE;
        }
    }

    private record Hidden(String name) {}

    private static final class NoContext extends ELContext {

        @Override
        public ELResolver getELResolver() {
            return null;
        }

        @Override
        public FunctionMapper getFunctionMapper() {
            return null;
        }

        @Override
        public VariableMapper getVariableMapper() {
            return null;
        }
    }
}
