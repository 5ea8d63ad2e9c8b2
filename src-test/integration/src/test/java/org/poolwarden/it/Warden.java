package org.poolwarden.it;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Poolwarden as JConsole sees it: another JVM, WildFly's remoting, open data, none of its classes. */
public final class Warden implements AutoCloseable {

    static final String OBJECT_NAME = "org.poolwarden:type=Warden";

    private static final String STRING = String.class.getName();

    private final JMXConnector connector;
    private final MBeanServerConnection server;
    private final ObjectName name;

    private Warden(JMXConnector connector) throws IOException, JMException {
        this.connector = connector;
        this.server = connector.getMBeanServerConnection();
        this.name = new ObjectName(OBJECT_NAME);
    }

    static Warden connect() throws IOException, JMException {
        return connect(Stage.OPERATOR, Stage.managementPort());
    }

    public static Warden connect(String user, int managementPort) throws IOException, JMException {
        JMXServiceURL url = new JMXServiceURL("service:jmx:remote+http://127.0.0.1:" + managementPort);
        return new Warden(JMXConnectorFactory.connect(
                url, Map.of(JMXConnector.CREDENTIALS, new String[] {user, Stage.PASSWORD})));
    }

    /** By the address of a JVM's own connector. */
    static Warden attached(String address) throws IOException, JMException {
        return new Warden(JMXConnectorFactory.connect(new JMXServiceURL(address)));
    }

    ObjectName name() {
        return name;
    }

    Object attribute(String attribute) throws JMException, IOException {
        return server.getAttribute(name, attribute);
    }

    void set(String attribute, Object value) throws JMException, IOException {
        server.setAttribute(name, new Attribute(attribute, value));
    }

    /** Texts and whole numbers as arguments; long ones are long, the rest int. */
    Object ask(String operation, Object... arguments) throws JMException, IOException {
        String[] signature = Arrays.stream(arguments)
                .map(argument -> argument instanceof Long
                        ? "long"
                        : argument instanceof Integer
                                ? "int"
                                : argument.getClass().getName())
                .toArray(String[]::new);
        return server.invoke(name, operation, arguments, signature);
    }

    public MBeanServerConnection server() {
        return server;
    }

    void track(String tracking) throws JMException, IOException {
        server.setAttribute(name, new Attribute("Tracking", tracking));
    }

    String tracking() throws JMException, IOException {
        return (String) server.getAttribute(name, "Tracking");
    }

    public List<CompositeData> leases() throws JMException, IOException {
        return table("listLeases");
    }

    List<CompositeData> leaks() throws JMException, IOException {
        return table("listLeaks");
    }

    /** The rows of a list, in its order. */
    List<CompositeData> table(String operation) throws JMException, IOException {
        return rows((CompositeData) server.invoke(name, operation, null, null));
    }

    /** The rows of a list, in its order. */
    static List<CompositeData> rows(CompositeData list) {
        return ((TabularData) list.get("items"))
                .values().stream().map(CompositeData.class::cast).toList();
    }

    /** The lines of a list. */
    List<String> lines(String operation, Object... arguments) throws JMException, IOException {
        return Arrays.asList((String[]) ((CompositeData) ask(operation, arguments)).get("items"));
    }

    /** Each with its number. */
    public List<String> problems() throws JMException, IOException {
        return table("listProblems").stream()
                .map(problem -> problem.get("code") + ": " + problem.get("text") + " " + problem.get("action"))
                .toList();
    }

    String status() throws JMException, IOException {
        return (String) server.getAttribute(name, "Status");
    }

    /** The JNDI names. */
    List<String> pools() throws JMException, IOException {
        return table("listPools").stream()
                .map(pool -> (String) pool.get("pool"))
                .toList();
    }

    CompositeData pool(String jndiName) throws JMException, IOException {
        return table("listPools").stream()
                .filter(pool -> pool.get("pool").equals(jndiName))
                .findFirst()
                .orElseThrow();
    }

    List<String> preview(long leaseId) throws JMException, IOException {
        return Arrays.asList(
                (String[]) server.invoke(name, "preview", new Object[] {leaseId}, new String[] {long.class.getName()}));
    }

    String kill(long leaseId, String reason) throws JMException, IOException {
        return (String) server.invoke(
                name, "kill", new Object[] {leaseId, reason}, new String[] {long.class.getName(), String.class.getName()
                });
    }

    public String kill(long leaseId, String modes, int escalateAfterSeconds, String reason)
            throws JMException, IOException {
        return (String) server.invoke(
                name, "killInMode", new Object[] {leaseId, modes, escalateAfterSeconds, reason, ""}, new String[] {
                    long.class.getName(), STRING, int.class.getName(), STRING, STRING
                });
    }

    CompositeData withdraw(String killId) throws JMException, IOException {
        return (CompositeData) server.invoke(name, "withdraw", new Object[] {killId}, new String[] {STRING});
    }

    List<String> report(String killId) throws JMException, IOException {
        return Arrays.asList(
                (String[]) server.invoke(name, "killReport", new Object[] {killId}, new String[] {STRING}));
    }

    /** Every LEAKED lease of a deployment. */
    String killBatch(String deployment, int max, String reason) throws JMException, IOException {
        return (String)
                server.invoke(name, "killBatch", new Object[] {"", "", deployment, "", "", max, reason}, new String[] {
                    STRING, STRING, STRING, STRING, STRING, int.class.getName(), STRING
                });
    }

    CompositeData batchState(String batchId) throws JMException, IOException {
        return (CompositeData) server.invoke(name, "batchState", new Object[] {batchId}, new String[] {STRING});
    }

    List<String> whoKilled(String session) throws JMException, IOException {
        return lines("whoKilled", "", session);
    }

    /** Waits until the session is in that state. */
    CompositeData awaitState(String killId, String state) throws Exception {
        return Eventually.get(
                killId + " is " + state, () -> killState(killId), kill -> state.equals(kill.get("sessionState")));
    }

    public CompositeData killState(String killId) throws JMException, IOException {
        return (CompositeData)
                server.invoke(name, "killState", new Object[] {killId}, new String[] {String.class.getName()});
    }

    /** Waits until nothing more will happen to it. */
    CompositeData awaitEnd(String killId) throws Exception {
        return Eventually.get("the end of " + killId, () -> killState(killId), state -> (Boolean) state.get("over"));
    }

    /** The lease behind a database session. */
    CompositeData lease(int sid) throws Exception {
        return Eventually.get("a lease of session " + sid, () -> find(sid), lease -> lease != null);
    }

    CompositeData leaseWithVerdict(int sid, String verdict) throws Exception {
        return Eventually.get(
                "verdict " + verdict + " for session " + sid,
                () -> find(sid),
                lease -> lease != null && lease.get("verdict").equals(verdict));
    }

    private CompositeData find(int sid) throws JMException, IOException {
        return leases().stream()
                .filter(lease -> lease.get("session") != null
                        && ((String) lease.get("session")).split(",")[1].equals(Integer.toString(sid)))
                .findFirst()
                .orElse(null);
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
