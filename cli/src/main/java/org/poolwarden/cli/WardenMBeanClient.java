package org.poolwarden.cli;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import javax.management.Attribute;
import javax.management.AttributeNotFoundException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.JMRuntimeException;
import javax.management.MBeanException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.ReflectionException;
import javax.management.RuntimeMBeanException;
import org.jboss.as.controller.OperationFailedException;
import org.jboss.dmr.ModelNode;
import org.poolwarden.contract.Operation;
import org.poolwarden.contract.Parameter;

/**
 * Poolwarden's MBeans, asked through open types alone: the EAR's classes are in another class loader. The MBean finds
 * the caller in the current thread, so it must be the thread of the management operation. What the MBean throws becomes
 * an {@link OperationFailedException} with the MBean's own message.
 */
final class WardenMBeanClient {

    static final String NAME = "org.poolwarden:type=Warden";
    static final String NOT_DEPLOYED = "Poolwarden is not running on this server: deploy poolwarden.ear.";

    private static final String POOL = "org.poolwarden:type=DataSource,name=";

    private final Supplier<MBeanServer> server;

    /** The server is looked up for each call: the platform's may not be made before WildFly has set its own up. */
    WardenMBeanClient(Supplier<MBeanServer> server) {
        this.server = server;
    }

    boolean isDeployed() throws OperationFailedException {
        return server.get().isRegistered(name(NAME));
    }

    /** @param arguments one for each parameter, of its type */
    ModelNode ask(Operation operation, Object... arguments) throws OperationFailedException {
        return invoke(NAME, operation, arguments);
    }

    /** An attribute's value; null where it has none. */
    Object read(String attribute) throws OperationFailedException {
        return call(attribute, () -> server.get().getAttribute(name(NAME), attribute));
    }

    void write(String attribute, Object value) throws OperationFailedException {
        call(attribute, () -> {
            server.get().setAttribute(name(NAME), new Attribute(attribute, value));
            return null;
        });
    }

    /** JNDI names; empty if the EAR is not there. */
    Set<String> pools() throws OperationFailedException {
        Set<String> pools = new TreeSet<>();
        for (ObjectName name : server.get().queryNames(name(POOL + "*"), null)) {
            pools.add(ObjectName.unquote(name.getKeyProperty("name")));
        }
        return pools;
    }

    Object readOfPool(String pool, String attribute) throws OperationFailedException {
        return ofPool(pool, bean -> call(attribute, () -> server.get().getAttribute(name(bean), attribute)));
    }

    /** Asks for what concerns one pool; the operation has no parameters. */
    ModelNode askOfPool(String pool, Operation operation) throws OperationFailedException {
        return ofPool(pool, bean -> invoke(bean, operation));
    }

    /** Tells a pool that is not there from an EAR that is not. */
    private <T> T ofPool(String pool, PoolCall<T> call) throws OperationFailedException {
        try {
            return call.call(POOL + ObjectName.quote(pool));
        } catch (OperationFailedException e) {
            if (e.getCause() instanceof InstanceNotFoundException && isDeployed()) {
                throw new OperationFailedException(
                        "There is no pool " + pool + " here; list-pools names them.", e.getCause());
            }
            throw e;
        }
    }

    private ModelNode invoke(String bean, Operation operation, Object... arguments) throws OperationFailedException {
        String name = operation.camelName();
        String[] signature =
                operation.parameters().stream().map(WardenMBeanClient::type).toArray(String[]::new);
        Object replied = call(name, () -> server.get().invoke(name(bean), name, arguments, signature));
        try {
            return new ModelReply(operation.reply()).of(replied);
        } catch (ClassCastException e) {
            throw otherVersion("another " + name, e);
        }
    }

    /** Numbers are primitive there. */
    private static String type(Parameter parameter) {
        return switch (parameter.type()) {
            case INT -> int.class.getName();
            case LONG -> long.class.getName();
            default -> String.class.getName();
        };
    }

    private static Object call(String what, Call call) throws OperationFailedException {
        try {
            return call.call();
        } catch (InstanceNotFoundException e) {
            throw new OperationFailedException(NOT_DEPLOYED, e);
        } catch (ReflectionException | AttributeNotFoundException e) {
            throw otherVersion("no " + what, e);
        } catch (MBeanException | RuntimeMBeanException e) {
            throw failure(e.getCause());
        } catch (JMException | JMRuntimeException e) {
            throw failure(e);
        }
    }

    private static OperationFailedException otherVersion(String difference, Exception cause) {
        return new OperationFailedException(
                "The deployed Poolwarden has " + difference
                        + ": install the EAR and the CLI module of the same version.",
                cause);
    }

    private static OperationFailedException failure(Throwable thrown) {
        String message = thrown.getMessage();
        return new OperationFailedException(message == null ? thrown.toString() : message, thrown);
    }

    private static ObjectName name(String name) throws OperationFailedException {
        try {
            return new ObjectName(name);
        } catch (MalformedObjectNameException e) {
            throw failure(e);
        }
    }

    private interface PoolCall<T> {
        T call(String bean) throws OperationFailedException;
    }

    private interface Call {
        Object call() throws JMException, OperationFailedException;
    }
}
