package org.poolwarden.cli;

import java.util.List;
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
import org.poolwarden.contract.Reply;

/**
 * Calls Poolwarden's MBeans. It uses open types only, because the classes of the EAR are in another class loader. The
 * MBean takes the caller's identity from the current thread, so calls must come on the thread of the management
 * operation. What the MBean throws becomes an {@link OperationFailedException} with the MBean's message.
 */
final class WardenMBeanClient {

    static final String NAME = "org.poolwarden:type=Warden";
    static final String NOT_DEPLOYED = "Poolwarden is not running on this server: deploy poolwarden.ear.";

    private static final String FLEET = "org.poolwarden:type=Fleet";
    private static final String POOL = "org.poolwarden:type=DataSource,name=";

    private final Supplier<MBeanServer> server;

    /** The MBean server is looked up for each call, because the platform's must not be created before WildFly's own. */
    WardenMBeanClient(Supplier<MBeanServer> server) {
        this.server = server;
    }

    boolean isDeployed() throws OperationFailedException {
        return server.get().isRegistered(name(NAME));
    }

    /**
     * Calls an operation.
     *
     * @param arguments one for each parameter, of the parameter's type
     * @return the reply in the model; undefined if the MBean returns null
     */
    ModelNode ask(Operation operation, Object... arguments) throws OperationFailedException {
        return invoke(NAME, operation, operation.parameters(), operation.reply(), arguments);
    }

    /**
     * Calls an operation for all nodes.
     *
     * @param node only for this one; empty for all
     */
    ModelNode askFleet(Operation operation, String node) throws OperationFailedException {
        return invoke(FLEET, operation, List.of(Operation.node()), operation.replyOfFleet(), node);
    }

    /** The value of an attribute. Null if it has none. */
    Object read(String attribute) throws OperationFailedException {
        return call(attribute, () -> server.get().getAttribute(name(NAME), attribute));
    }

    void write(String attribute, Object value) throws OperationFailedException {
        call(attribute, () -> {
            server.get().setAttribute(name(NAME), new Attribute(attribute, value));
            return null;
        });
    }

    /** The JNDI names of the pools. Empty if the EAR is not deployed. */
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

    /** Calls an operation without parameters on the MBean of one pool. */
    ModelNode askOfPool(String pool, Operation operation) throws OperationFailedException {
        return ofPool(pool, bean -> invoke(bean, operation, List.of(), operation.reply()));
    }

    /** Distinguishes a pool that does not exist from an EAR that is not deployed. */
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

    private ModelNode invoke(
            String bean, Operation operation, List<Parameter> parameters, Reply reply, Object... arguments)
            throws OperationFailedException {
        String name = operation.camelName();
        String[] signature = parameters.stream().map(WardenMBeanClient::type).toArray(String[]::new);
        Object replied = call(name, () -> server.get().invoke(name(bean), name, arguments, signature));
        try {
            return new ModelReply(reply).of(replied);
        } catch (ClassCastException e) {
            throw otherVersion("another " + name, e);
        }
    }

    /** The type in the MBean's signature, where numbers are primitive. */
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
