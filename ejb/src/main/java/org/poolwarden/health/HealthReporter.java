package org.poolwarden.health;

import java.lang.reflect.InvocationTargetException;

/**
 * The server's collector of health checks. It is called by the names of its methods, because its module is the server's
 * own and deployments see the checks' API alone. An application's checks come to it the same way, from CDI.
 */
final class HealthReporter {

    /** The capability of the subsystem {@code microprofile-health-smallrye}. */
    static final String SERVICE = "org.wildfly.extension.microprofile.health.reporter";

    private static final String API = "org.eclipse.microprofile.health.HealthCheck";

    private final Object reporter;

    HealthReporter(Object reporter) {
        this.reporter = reporter;
    }

    /** A check that the server knows by this from now on. */
    Object add(Readiness readiness) throws ReflectiveOperationException {
        Object check = new ReadinessCheck(readiness);
        ClassLoader loader = HealthReporter.class.getClassLoader();
        reporter.getClass()
                .getMethod("addReadinessCheck", Class.forName(API, false, loader), ClassLoader.class)
                .invoke(reporter, check, loader);
        return check;
    }

    void remove(Object check) throws ReflectiveOperationException {
        ClassLoader loader = HealthReporter.class.getClassLoader();
        reporter.getClass()
                .getMethod("removeReadinessCheck", Class.forName(API, false, loader))
                .invoke(reporter, check);
    }

    /** What a method threw, or why it could not be called. */
    static Throwable cause(Throwable e) {
        return e instanceof InvocationTargetException && e.getCause() != null ? e.getCause() : e;
    }
}
