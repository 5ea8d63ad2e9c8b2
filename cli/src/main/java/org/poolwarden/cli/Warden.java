package org.poolwarden.cli;

import java.util.function.Supplier;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.JMRuntimeException;
import javax.management.MBeanException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.ReflectionException;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import org.jboss.as.controller.OperationFailedException;
import org.jboss.dmr.ModelNode;

/**
 * Poolwarden's MBean, asked through open types alone: the EAR's classes are in another class loader. The MBean finds
 * the caller in the current thread, so it must be the thread of the management operation. What the MBean throws becomes
 * an {@link OperationFailedException} with the MBean's own message.
 */
final class Warden {

    static final String NAME = "org.poolwarden:type=Warden";
    static final String NOT_DEPLOYED = "Poolwarden is not running on this server: deploy poolwarden-ear.ear.";

    private static final String LONG = long.class.getName();
    private static final String INT = int.class.getName();
    private static final String STRING = String.class.getName();

    private final Supplier<MBeanServer> server;

    /** The server is looked up for each call: the platform's may not be made before WildFly has set its own up. */
    Warden(Supplier<MBeanServer> server) {
        this.server = server;
    }

    ModelNode listPools() throws OperationFailedException {
        return Columns.POOL.rows((CompositeData[]) invoke("listPools", none(), none()));
    }

    ModelNode listLeases() throws OperationFailedException {
        return Columns.LEASE.rows((CompositeData[]) invoke("listLeases", none(), none()));
    }

    ModelNode listLeaks() throws OperationFailedException {
        return Columns.LEASE.rows((CompositeData[]) invoke("listLeaks", none(), none()));
    }

    ModelNode preview(long leaseId) throws OperationFailedException {
        return Column.list((String[]) invoke("preview", new Object[] {leaseId}, new String[] {LONG}));
    }

    /**
     * Asks for the kill, and for its state once; whatever becomes of the second question, the answer has the id.
     *
     * @param modes null for the MBean's own choice
     */
    ModelNode kill(long leaseId, String modes, int escalateAfter, String reason) throws OperationFailedException {
        String id = (String)
                (modes == null
                        ? invoke("kill", new Object[] {leaseId, reason}, new String[] {LONG, STRING})
                        : invoke("killInMode", new Object[] {leaseId, modes, escalateAfter, reason}, new String[] {
                            LONG, STRING, INT, STRING
                        }));
        try {
            return killState(id);
        } catch (OperationFailedException e) {
            ModelNode requested = new ModelNode();
            requested.get("kill-id").set(id);
            requested.get("message").set("Requested; its state could not be read: " + e.getMessage());
            return requested;
        }
    }

    ModelNode killState(String killId) throws OperationFailedException {
        Object kill = invoke("killState", new Object[] {killId}, new String[] {STRING});
        return Columns.KILL.row((CompositeData) kill);
    }

    ModelNode withdraw(String killId) throws OperationFailedException {
        Object kill = invoke("withdraw", new Object[] {killId}, new String[] {STRING});
        return Columns.KILL.row((CompositeData) kill);
    }

    ModelNode killReport(String killId) throws OperationFailedException {
        return Column.list((String[]) invoke("killReport", new Object[] {killId}, new String[] {STRING}));
    }

    ModelNode previewBatch(Choice choice) throws OperationFailedException {
        return Column.list((String[]) invoke(
                "previewBatch",
                new Object[] {choice.leases, choice.pool, choice.deployment, choice.callSite, choice.most},
                new String[] {STRING, STRING, STRING, STRING, INT}));
    }

    ModelNode killBatch(Choice choice, String reason) throws OperationFailedException {
        Object id = invoke(
                "killBatch",
                new Object[] {choice.leases, choice.pool, choice.deployment, choice.callSite, choice.most, reason},
                new String[] {STRING, STRING, STRING, STRING, INT, STRING});
        return batchState((String) id);
    }

    ModelNode batchState(String batchId) throws OperationFailedException {
        Object batch = invoke("batchState", new Object[] {batchId}, new String[] {STRING});
        return Columns.BATCH.row((CompositeData) batch);
    }

    ModelNode stopBatch(String batchId) throws OperationFailedException {
        Object batch = invoke("stopBatch", new Object[] {batchId}, new String[] {STRING});
        return Columns.BATCH.row((CompositeData) batch);
    }

    ModelNode whoKilled(String database, String session) throws OperationFailedException {
        return Column.list(
                (String[]) invoke("whoKilled", new Object[] {database, session}, new String[] {STRING, STRING}));
    }

    ModelNode kills() throws OperationFailedException {
        return Columns.KILL.rows((CompositeData[]) invoke("listKills", none(), none()));
    }

    /** Which leases a batch is for; empty texts for what is not given. */
    record Choice(String leases, String pool, String deployment, String callSite, int most) {}

    private Object invoke(String operation, Object[] arguments, String[] signature) throws OperationFailedException {
        try {
            return server.get().invoke(name(), operation, arguments, signature);
        } catch (InstanceNotFoundException e) {
            throw new OperationFailedException(NOT_DEPLOYED, e);
        } catch (ReflectionException e) {
            throw new OperationFailedException(
                    "The deployed Poolwarden has no operation " + operation
                            + ": install the EAR and the CLI module of the same version.",
                    e);
        } catch (MBeanException | RuntimeMBeanException e) {
            throw failure(e.getCause());
        } catch (JMException | JMRuntimeException e) {
            throw failure(e);
        }
    }

    private static OperationFailedException failure(Throwable thrown) {
        String message = thrown.getMessage();
        return new OperationFailedException(message == null ? thrown.toString() : message, thrown);
    }

    private static ObjectName name() throws MalformedObjectNameException {
        return new ObjectName(NAME);
    }

    private static String[] none() {
        return new String[0];
    }
}
