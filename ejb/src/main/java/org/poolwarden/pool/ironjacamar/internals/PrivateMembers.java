package org.poolwarden.pool.ironjacamar.internals;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.poolwarden.pool.AllowedApi;

/** Finds private members of the server's classes, and reads them. */
@AllowedApi(reason = "IronJacamar has no public way to see which connections are checked out")
public final class PrivateMembers {

    private PrivateMembers() {}

    /**
     * An accessible field.
     *
     * @throws ReflectiveOperationException if there is no such field of that type; the message names it
     */
    public static Field field(Class<?> owner, String name, Class<?> type) throws ReflectiveOperationException {
        Field field = owner.getDeclaredField(name);
        if (!type.isAssignableFrom(field.getType())) {
            throw new NoSuchFieldException(
                    owner.getName() + "." + name + " is a " + field.getType() + ", not a " + type);
        }
        field.setAccessible(true);
        return field;
    }

    /**
     * An accessible method.
     *
     * @throws ReflectiveOperationException if there is no such method that returns that type; the message names it
     */
    static Method method(Class<?> owner, Class<?> returns, String name, Class<?>... parameters)
            throws ReflectiveOperationException {
        Method method = owner.getDeclaredMethod(name, parameters);
        if (method.getReturnType() != returns) {
            throw new NoSuchMethodException(owner.getName() + "." + name + " does not return " + returns);
        }
        method.setAccessible(true);
        return method;
    }

    /** A public method that not every server has; null if this one does not. */
    static Method optional(Class<?> owner, String name) {
        try {
            return owner.getMethod(name);
        } catch (NoSuchMethodException expected) {
            return null;
        }
    }

    /** The value of a field that {@link #field} has returned. */
    @SuppressWarnings("unchecked") // the type was checked when the field was resolved
    public static <T> T read(Field field, Object target) {
        try {
            return (T) field.get(target);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sets a field that {@link #field} has returned. */
    public static void write(Field field, Object target, Object value) {
        try {
            field.set(target, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Calls a method. If the method itself throws, its exception is the cause of what is thrown. */
    static Object call(Method method, Object target, Object... arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(method.getName() + " failed", e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
