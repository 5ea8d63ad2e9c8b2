package org.poolwarden.console.page;

import jakarta.el.ELContext;
import jakarta.el.ELException;
import jakarta.el.ELResolver;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;

/**
 * Calls the methods without parameters of our own public classes, such as {@code lease.age()}. The container's resolver
 * copies all methods of the class at each call; this one looks a class up once. What it does not know it leaves to the
 * container's. For all threads.
 */
public final class Accessors extends ELResolver {

    private static final String OURS = "org.poolwarden.";

    private static final ClassValue<Map<String, Method>> METHODS = new ClassValue<>() {
        @Override
        protected Map<String, Method> computeValue(Class<?> type) {
            return Accessors.of(type);
        }
    };

    /** Of an application. */
    public Accessors() {}

    @Override
    public Object invoke(ELContext context, Object base, Object method, Class<?>[] types, Object[] parameters) {
        Method known = base == null || parameters != null && parameters.length > 0
                ? null
                : METHODS.get(base.getClass()).get(method.toString());
        if (known == null) {
            return null;
        }
        try {
            Object value = known.invoke(base);
            context.setPropertyResolved(base, method);
            return value;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new ELException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new ELException(e);
        }
    }

    /** Reads no property. */
    @Override
    public Object getValue(ELContext context, Object base, Object property) {
        return null;
    }

    /** Knows no property. */
    @Override
    public Class<?> getType(ELContext context, Object base, Object property) {
        return null;
    }

    /** Writes no property. */
    @Override
    public void setValue(ELContext context, Object base, Object property, Object value) {
        // The container's resolvers say what a page may not write.
    }

    /** Says nothing of properties that it does not know. */
    @Override
    public boolean isReadOnly(ELContext context, Object base, Object property) {
        return true;
    }

    @Override
    public Class<?> getCommonPropertyType(ELContext context, Object base) {
        return null;
    }

    private static Map<String, Method> of(Class<?> type) {
        Map<String, Method> methods = new HashMap<>();
        if (type.getName().startsWith(OURS) && Modifier.isPublic(type.getModifiers())) {
            for (Method method : type.getMethods()) {
                if (method.getParameterCount() == 0
                        && !Modifier.isStatic(method.getModifiers())
                        && !method.isBridge()) {
                    methods.put(method.getName(), method);
                }
            }
        }
        return Map.copyOf(methods);
    }
}
