package org.poolwarden.jmx;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.lang.management.ManagementFactory;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;
import org.poolwarden.admin.Warden;
import org.poolwarden.jmx.open.OpenBean;
import org.poolwarden.logging.Messages;
import org.poolwarden.pool.PoolStatus;

/** Puts the MBeans into the server while the core is there, and publishes every second what has changed. */
@Singleton
@Startup
@DependsOn("WardenBean")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class WardenRegistration {

    private static final long PAUSE_MILLIS = 1000;
    private static final long PATIENCE_MILLIS = 10_000;

    @EJB
    private Warden warden;

    @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
    private ManagedThreadFactory threads;

    private MBeanRegistrar registrar;
    private PoolBeans pools;
    private NotificationPublisher publisher;
    private Thread thread;
    private volatile boolean stopping;

    @PostConstruct
    void register() {
        registrar = new MBeanRegistrar(ManagementFactory.getPlatformMBeanServer());
        ManagementContext core = new ManagementContext(warden, Caller::current, Version.read());
        OpenBean bean = WardenJmx.of(core);
        try {
            registrar.register(bean, name());
            Messages.LOG.registered(WardenJmx.NAME);
            publisher = new NotificationPublisher(core, name(), bean::sendNotification);
        } catch (JMException e) {
            throw new IllegalStateException(Messages.LOG.notRegistered(WardenJmx.NAME), e);
        }
        pools = new PoolBeans(core, registrar);
        thread = threads.newThread(this::run);
        if (thread == null) {
            Messages.LOG.noNotificationThread();
        } else {
            thread.setName("poolwarden-notifications");
            thread.start();
        }
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            poll();
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void poll() {
        try {
            List<PoolStatus> present = warden.leases().listPools();
            pools.follow(present);
            publisher.publish(present);
        } catch (RuntimeException e) {
            if (stopping) {
                Messages.LOG.debug("Poolwarden was stopped while its state was read", e);
            } else {
                Messages.LOG.notificationsFailed(e);
            }
        }
    }

    @PreDestroy
    void unregister() {
        stopping = true;
        if (thread != null) {
            thread.interrupt();
            awaitEnd();
        }
        try {
            pools.close();
        } finally {
            unregisterWarden();
        }
    }

    private void unregisterWarden() {
        try {
            registrar.unregister(name());
        } catch (JMException | RuntimeException e) {
            Messages.LOG.notUnregistered(e, WardenJmx.NAME);
        }
    }

    private void awaitEnd() {
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ObjectName name() throws JMException {
        return new ObjectName(WardenJmx.NAME);
    }
}
