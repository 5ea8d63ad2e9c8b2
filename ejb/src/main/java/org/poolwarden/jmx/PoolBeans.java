package org.poolwarden.jmx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;
import org.poolwarden.logging.Messages;
import org.poolwarden.pool.PoolStatus;

/** The MBeans of the pools, one for each. An MBean that could not be registered is not tried again. */
final class PoolBeans {

    private final ManagementContext core;
    private final MBeanRegistrar registrar;
    private final Map<String, ObjectName> there = new HashMap<>();
    private boolean closed;

    PoolBeans(ManagementContext core, MBeanRegistrar registrar) {
        this.core = core;
        this.registrar = registrar;
    }

    /** Registers the MBeans of new pools and unregisters those of pools that are gone. */
    synchronized void follow(List<PoolStatus> pools) {
        if (!closed) {
            follow(pools.stream().map(PoolStatus::name).collect(Collectors.toSet()));
        }
    }

    /** Unregisters all of them. Nothing is registered afterwards. */
    synchronized void close() {
        closed = true;
        follow(Set.of());
    }

    private void follow(Set<String> names) {
        for (String name : names) {
            if (!there.containsKey(name)) {
                there.put(name, register(name));
            }
        }
        there.entrySet().removeIf(entry -> {
            if (names.contains(entry.getKey())) {
                return false;
            }
            unregister(entry.getValue());
            return true;
        });
    }

    private ObjectName register(String pool) {
        ObjectName name = PoolJmx.name(pool);
        try {
            registrar.register(PoolJmx.of(core, pool), name);
            return name;
        } catch (JMException | RuntimeException e) {
            Messages.LOG.poolNotRegistered(e, name.toString());
            return null;
        }
    }

    private void unregister(ObjectName name) {
        if (name != null) {
            try {
                registrar.unregister(name);
            } catch (JMException | RuntimeException e) {
                Messages.LOG.notUnregistered(e, name.toString());
            }
        }
    }
}
