package org.poolwarden.pool.ironjacamar;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;
import org.poolwarden.logging.Messages;

/**
 * Keeps the JDK from holding Poolwarden's class loader after an undeployment. The JDK caches the record whose equals,
 * hashCode and toString it has linked last (asTypeCache of the method handles of {@link ObjectMethods}; softly from
 * Java 20 on), and with it the class loader of that record. The methods are therefore linked once more for a type of
 * the JDK.
 */
final class RecordCaches {

    private RecordCaches() {}

    static void evict() {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            MethodHandle part =
                    lookup.findVirtual(String.class, "toString", MethodType.methodType(String.class)); // any of its own
            link(lookup, "equals", MethodType.methodType(boolean.class, String.class, Object.class), part);
            link(lookup, "hashCode", MethodType.methodType(int.class, String.class), part);
            link(lookup, "toString", MethodType.methodType(String.class, String.class), part);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            Messages.LOG.debug("The JDK's caches of record methods could not be evicted", e);
        }
    }

    private static void link(MethodHandles.Lookup lookup, String method, MethodType type, MethodHandle part)
            throws Throwable {
        ObjectMethods.bootstrap(lookup, method, type, String.class, "text", part);
    }
}
