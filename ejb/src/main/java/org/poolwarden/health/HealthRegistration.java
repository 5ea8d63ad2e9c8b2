package org.poolwarden.health;

import java.util.function.Supplier;
import org.jboss.as.server.CurrentServiceContainer;
import org.jboss.msc.Service;
import org.jboss.msc.service.ServiceBuilder;
import org.jboss.msc.service.ServiceContainer;
import org.jboss.msc.service.ServiceController;
import org.jboss.msc.service.ServiceName;
import org.jboss.msc.service.ServiceRegistryException;
import org.jboss.msc.service.StartContext;
import org.jboss.msc.service.StopContext;
import org.poolwarden.logging.Messages;

/**
 * Our readiness check in the server's MicroProfile Health, if it has that. It is a service of the server that depends
 * on the one that collects checks: it comes when that is up, and goes with it.
 */
public final class HealthRegistration implements AutoCloseable {

    private static final ServiceName REPORTER = ServiceName.parse(HealthReporter.SERVICE);
    /** With a part of its own each time: that of the deployment before may still be going. */
    private static final ServiceName OURS = ServiceName.of("org", "poolwarden", "health");

    private final ServiceController<?> service;

    private HealthRegistration(ServiceController<?> service) {
        this.service = service;
    }

    /** Where the server has nobody to register with, nothing is done. Never throws. */
    @SuppressWarnings("deprecation") // WildFly 28 has no other way to add a service
    public static HealthRegistration of(Readiness readiness) {
        try {
            ServiceContainer container = CurrentServiceContainer.getServiceContainer();
            if (container == null || container.getService(REPORTER) == null) {
                return new HealthRegistration(null);
            }
            ServiceBuilder<?> builder = container.addService(OURS.append(Long.toString(System.nanoTime())));
            Supplier<Object> reporter = builder.requires(REPORTER);
            return new HealthRegistration(
                    builder.setInstance(new Registered(readiness, reporter)).install());
        } catch (ServiceRegistryException | IllegalStateException | LinkageError e) {
            Messages.LOG.healthNotRegistered(e);
            return new HealthRegistration(null);
        }
    }

    @Override
    public void close() {
        if (service != null) {
            service.setMode(ServiceController.Mode.REMOVE);
        }
    }

    private static final class Registered implements Service {

        private final Readiness readiness;
        private final Supplier<Object> supplier;
        private HealthReporter reporter;
        private Object check;

        private Registered(Readiness readiness, Supplier<Object> supplier) {
            this.readiness = readiness;
            this.supplier = supplier;
        }

        @Override
        public void start(StartContext context) {
            reporter = new HealthReporter(supplier.get());
            try {
                check = reporter.add(readiness);
            } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
                Messages.LOG.healthNotRegistered(HealthReporter.cause(e));
            }
        }

        @Override
        public void stop(StopContext context) {
            if (check == null) {
                return;
            }
            try {
                reporter.remove(check);
            } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
                Messages.LOG.healthNotRegistered(HealthReporter.cause(e));
            }
            check = null;
        }
    }
}
