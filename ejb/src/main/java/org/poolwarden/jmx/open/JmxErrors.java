package org.poolwarden.jmx.open;

import java.util.concurrent.Callable;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.WardenException;

/**
 * Asks the core as an MBean call must. Failures leave as standard exceptions without a cause, for a remote JConsole has
 * none of our classes: IllegalArgumentException for a wrong request, SecurityException for a denied one,
 * IllegalStateException for the rest.
 */
final class JmxErrors {

    private JmxErrors() {}

    /** In an MBean call the context class loader is null; the container and its naming want one. */
    static <T> T to(Callable<T> question) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(JmxErrors.class.getClassLoader());
        try {
            return question.call();
        } catch (WardenException e) {
            Messages.LOG.debug("Refused over JMX", e);
            throw refusal(e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage());
        } catch (SecurityException e) {
            throw new SecurityException(e.getMessage());
        } catch (Exception e) {
            Messages.LOG.requestBroke(e);
            throw new IllegalStateException(
                    Messages.LOG.requestFailed(e.getClass().getName()).toString());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static RuntimeException refusal(WardenException e) {
        return switch (e.fault()) {
            case BAD_REQUEST, NOT_FOUND -> new IllegalArgumentException(e.getMessage());
            case DENIED -> new SecurityException(e.getMessage());
            case TOO_LATE, NOT_YET, UNAVAILABLE -> new IllegalStateException(e.getMessage());
        };
    }
}
