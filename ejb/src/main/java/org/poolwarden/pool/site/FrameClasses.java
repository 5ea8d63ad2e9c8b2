package org.poolwarden.pool.site;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.security.CodeSource;
import java.sql.Connection;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.poolwarden.pool.site.CallSite.Origin;

/** What the classes of an application say of the frames that ran their code. Keeps none of them: one for each stack. */
final class FrameClasses {

    private final Function<String, ClassLoader> loaders;
    private final Map<String, ClassLoader> found = new HashMap<>();

    FrameClasses(Function<String, ClassLoader> loaders) {
        this.loaders = loaders;
    }

    /** Of a deployment's module; null if it is gone. */
    ClassLoader loader(String module) {
        return found.computeIfAbsent(module, loaders);
    }

    /** Of a frame of a deployment. Where its class cannot be found any more, it is the application's own. */
    Origin origin(StackTraceElement frame) {
        Class<?> type = find(frame);
        if (type == null) {
            return Origin.OWN;
        }
        try {
            if (isOfJar(type)) {
                return Origin.LIBRARY;
            }
            return handsOut(type, frame.getMethodName()) ? Origin.HELPER : Origin.OWN;
        } catch (RuntimeException | LinkageError expected) {
            return Origin.OWN; // a class that it names is not there, and its generic types fail in ways of their own
        }
    }

    /** Whether the class of a frame keeps connections in a collection: a pool, by its shape. */
    boolean keepsConnections(StackTraceElement frame) {
        Class<?> type = find(frame);
        try {
            return type != null && Arrays.stream(type.getDeclaredFields()).anyMatch(FrameClasses::isOfConnections);
        } catch (RuntimeException | LinkageError expected) {
            return false; // a type in the declaration of a field is not there
        }
    }

    private Class<?> find(StackTraceElement frame) {
        ClassLoader loader = loader(frame.getClassLoaderName());
        try {
            return loader == null ? null : Class.forName(frame.getClassName(), false, loader);
        } catch (ClassNotFoundException | LinkageError expected) {
            return null;
        }
    }

    private static boolean isOfJar(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source != null
                && source.getLocation() != null
                && source.getLocation().getPath().contains("/WEB-INF/lib/");
    }

    /** A method that only gets a connection for others: by its name, or because it returns one. */
    private static boolean handsOut(Class<?> type, String method) {
        if (method.toLowerCase(Locale.ROOT).endsWith("connection") || DataSource.class.isAssignableFrom(type)) {
            return true;
        }
        List<Method> named = Arrays.stream(type.getDeclaredMethods())
                .filter(declared -> declared.getName().equals(method))
                .toList();
        return !named.isEmpty()
                && named.stream().allMatch(declared -> Connection.class.isAssignableFrom(declared.getReturnType()));
    }

    private static boolean isOfConnections(Field field) {
        Class<?> type = field.getType();
        if (type.isArray()) {
            return Connection.class.isAssignableFrom(type.getComponentType());
        }
        boolean many = Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
        return many
                && field.getGenericType() instanceof ParameterizedType parameterized
                && Arrays.stream(parameterized.getActualTypeArguments()).anyMatch(FrameClasses::isConnection);
    }

    private static boolean isConnection(Type type) {
        return type instanceof Class<?> actual && Connection.class.isAssignableFrom(actual);
    }
}
