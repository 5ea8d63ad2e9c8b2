package org.poolwarden.jmx;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;
import org.poolwarden.admin.LeaseAdmin;
import org.poolwarden.admin.Warden;
import org.poolwarden.admin.record.Version;
import org.poolwarden.fleet.node.LocalFleet;
import org.poolwarden.jmx.open.OpenBean;
import org.poolwarden.logging.Messages;

/**
 * Puts the MBeans into the server while the core is there, and publishes the transitions that the core tells of.
 */
@Singleton
@Startup
@DependsOn({"WardenBean", "FleetBean"})
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class WardenRegistration {

    @EJB
    private Warden warden;

    @EJB
    private LocalFleet fleet;

    private MBeanRegistrar registrar;
    private PoolBeans pools;
    private NotificationPublisher publisher;
    private LeaseAdmin leases;
    private volatile boolean stopping;

    @PostConstruct
    void register() {
        registrar = new MBeanRegistrar(ManagementFactory.getPlatformMBeanServer());
        ManagementContext core = new ManagementContext(warden, fleet.fleet(), Version.read());
        OpenBean bean = WardenJmx.of(core);
        try {
            registrar.register(bean, name());
            Messages.LOG.registered(WardenJmx.NAME);
            publisher = new NotificationPublisher(name(), bean::sendNotification);
        } catch (JMException e) {
            throw new IllegalStateException(Messages.LOG.notRegistered(WardenJmx.NAME), e);
        }
        registerFleet(core);
        pools = new PoolBeans(core, registrar);
        leases = warden.leases();
        // At once: the server collects the resources that its metrics read when it has booted, and later no more.
        attempt(() -> pools.follow(leases.listPools()));
        leases.tellPools(present -> attempt(() -> pools.follow(present)));
        leases.tellTransitions(transition -> attempt(() -> publisher.hear(transition)));
    }

    /** Everything else works without it. */
    private void registerFleet(ManagementContext core) {
        try {
            registrar.register(FleetJmx.of(core), new ObjectName(FleetJmx.NAME));
            Messages.LOG.registered(FleetJmx.NAME);
        } catch (JMException | RuntimeException | LinkageError e) {
            Messages.LOG.fleetNotRegistered(e, FleetJmx.NAME);
        }
    }

    /** On the thread that discovers pools. */
    private void attempt(Runnable step) {
        try {
            step.run();
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
        leases.tellPools(present -> {});
        leases.tellTransitions(transition -> {});
        try {
            pools.close();
        } finally {
            unregister(WardenJmx.NAME);
            unregister(FleetJmx.NAME);
        }
    }

    private void unregister(String name) {
        try {
            registrar.unregister(new ObjectName(name));
        } catch (JMException | RuntimeException e) {
            Messages.LOG.notUnregistered(e, name);
        }
    }

    private static ObjectName name() throws JMException {
        return new ObjectName(WardenJmx.NAME);
    }
}
