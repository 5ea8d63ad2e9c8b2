package org.poolwarden.management;

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
import org.poolwarden.admin.Warden;
import org.poolwarden.admin.WardenStatus;
import org.poolwarden.logging.Messages;

/** Puts the MBean into the server while the core is there. */
@Singleton
@Startup
@DependsOn("WardenBean")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class WardenRegistration {

    @EJB
    private Warden warden;

    @EJB
    private WardenStatus status;

    @PostConstruct
    void register() {
        WardenJmx jmx = new WardenJmx(warden, status, Caller::current, Version.read());
        try {
            ManagementFactory.getPlatformMBeanServer().registerMBean(new WardenMBean(jmx), name());
            Messages.LOG.registered(WardenMXBean.NAME);
        } catch (JMException e) {
            throw new IllegalStateException(Messages.LOG.notRegistered(WardenMXBean.NAME), e);
        }
    }

    @PreDestroy
    void unregister() {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name());
        } catch (JMException e) {
            Messages.LOG.notUnregistered(e, WardenMXBean.NAME);
        }
    }

    private static ObjectName name() throws JMException {
        return new ObjectName(WardenMXBean.NAME);
    }
}
