package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.poolwarden.standin.StandIn;

/**
 * One node of a cluster on loopback: standalone-ha.xml with JGroups over TCP, Poolwarden and the leaky application. The
 * others reach it by a line that can be cut.
 */
final class FleetNode implements AutoCloseable {

    private static final String CONFIGURATION = "standalone-ha.xml";
    private static final int JGROUPS = 7600;

    /** From the port of JGroups to that of the line to it. */
    private static final int LINE = 10;

    private final String name;
    private final OtherServer server;
    private final int number;
    private final Wire line;
    private final Map<String, String> own = new HashMap<>();
    private String operators;
    private Warden warden;
    private LeakyApp app;

    /** @param wildfly the unpacked server that it is like */
    FleetNode(int number, Path wildfly) throws IOException {
        this.number = number;
        this.name = "node" + number;
        this.server = new OtherServer(number, wildfly);
        int port = JGROUPS + server.offset();
        this.line = new Wire(port + LINE, port);
    }

    /** Gives a system property another value than the other tests' nodes have, from its next start on. */
    FleetNode set(String property, String value) {
        own.put(property, value);
        return this;
    }

    /**
     * Boots it as one of so many.
     *
     * @param operators who may end its leases from another node
     */
    void boot(StandIn oracle, int nodes, String operators) throws Exception {
        this.operators = operators;
        server.user(Stage.OPERATOR, Stage.PASSWORD);
        server.operator(Stage.OPERATOR, Stage.PASSWORD);
        server.home().values(oracle.url());
        Files.copy(
                Stage.layout().artifacts().resolve("ojdbc11.jar"), server.zip().resolve("ojdbc11.jar"));
        configure(nodes);
        start(oracle);
        connected("--file=modules.cli");
        connected("--file=" + Stage.layout().project().resolve("src-test/server/src/main/scripts/leaky.cli"));
        connected("--file=install.cli", "--properties=install.properties", "--resolve-parameter-values");
        connected("--command=deploy " + Stage.layout().artifacts().resolve("poolwarden-leaky-app.war")
                + " --name=leaky-app.war");
        connect();
    }

    /** Starts it again, configured as it is. */
    void restart(StandIn oracle) throws Exception {
        start(oracle);
        connect();
    }

    /** What only soft references keep is garbage at once, so that a class loader that stays is held by more. */
    private void start(StandIn oracle) throws Exception {
        Map<String, String> properties = new HashMap<>(Map.ofEntries(
                Map.entry("jboss.server.default.config", CONFIGURATION),
                Map.entry("jboss.node.name", name),
                Map.entry("shop.url", oracle.url()),
                Map.entry("shop.user", "SHOP"),
                Map.entry("shop.password", "shop"),
                Map.entry("ops.user", "OPSDBA"),
                Map.entry("ops.password", "opsdba"),
                Map.entry("poolwarden.fleet-operators", operators),
                Map.entry("poolwarden.mark", mark()),
                Map.entry("poolwarden.suspect-after", "PT2S"),
                Map.entry("poolwarden.busy-grace", "PT1S"),
                Map.entry("poolwarden.orphan-after", "PT10S"),
                Map.entry("poolwarden.scan-every", "PT1S")));
        properties.putAll(own);
        server.start(properties, List.of("-XX:SoftRefLRUPolicyMSPerMB=0"));
    }

    private void connect() throws Exception {
        warden = Warden.connect(Stage.OPERATOR, server.managementPort());
        app = new LeakyApp(server.httpPort());
    }

    /**
     * The stack over TCP finds the nodes by a list of the lines to them, and tells the others its own line as its
     * address; nothing is sent to other machines.
     */
    private void configure(int nodes) throws Exception {
        List<String> lines = new ArrayList<>();
        lines.add("embed-server --server-config=" + CONFIGURATION);
        List<String> bindings = new ArrayList<>();
        int own = server.offset() - number * OtherServer.BETWEEN;
        for (int node : IntStream.rangeClosed(1, nodes).toArray()) {
            bindings.add("fleet" + node);
            lines.add("/socket-binding-group=standard-sockets/remote-destination-outbound-socket-binding=fleet" + node
                    + ":add(host=127.0.0.1,port=" + (JGROUPS + LINE + own + node * OtherServer.BETWEEN) + ")");
        }
        lines.add("/subsystem=jgroups/channel=ee:write-attribute(name=stack,value=tcp)");
        String properties = "/subsystem=jgroups/stack=tcp/transport=TCP:map-put(name=properties,";
        lines.add(properties + "key=external_addr,value=127.0.0.1)");
        lines.add(properties + "key=external_port,value=" + (JGROUPS + LINE + server.offset()) + ")");
        lines.add("/subsystem=jgroups/stack=tcp/protocol=MPING:remove");
        lines.add("/subsystem=jgroups/stack=tcp/protocol=TCPPING:add(add-index=1,socket-bindings="
                + bindings.toString().replace(" ", "") + ")");
        lines.add("/subsystem=modcluster:remove");
        lines.add("stop-embedded-server");
        Path script = server.zip().resolve("cluster.cli");
        Files.write(script, lines);
        succeed(server.home().cli("--file=" + script.getFileName()));
    }

    String name() {
        return name;
    }

    /** What tells its sessions apart; no datasource has it. */
    String mark() {
        return "poolwarden-" + name;
    }

    Warden warden() {
        return warden;
    }

    LeakyApp app() {
        return app;
    }

    OtherServer server() {
        return server;
    }

    /** The line by which the others reach it. */
    Wire line() {
        return line;
    }

    /** The console of this node. */
    Http console() {
        return Http.as(server.httpPort(), Stage.OPERATOR, Stage.PASSWORD, "/poolwarden");
    }

    /** What this node shows of all nodes, or of one. */
    CompositeData fleet(String operation, String node) throws JMException, IOException {
        return (CompositeData)
                warden.server().invoke(fleet(), operation, new Object[] {node}, new String[] {String.class.getName()});
    }

    Object fleetAttribute(String attribute) throws JMException, IOException {
        return warden.server().getAttribute(fleet(), attribute);
    }

    /** How the node answers this one, as its list of members says. */
    String answerOf(String node) throws JMException, IOException {
        return warden.table("listMembers").stream()
                .filter(member -> member.get("node").equals(node))
                .map(member -> (String) member.get("answer"))
                .findFirst()
                .orElse("UNKNOWN");
    }

    /** Sends a signal to its process, such as STOP. */
    void signal(String signal) throws IOException, InterruptedException {
        OtherProcess.signal(server.process().pid(), signal);
    }

    private static ObjectName fleet() throws JMException {
        return new ObjectName("org.poolwarden:type=Fleet");
    }

    Cli.Answer cli(String command) throws IOException, InterruptedException {
        return server.cli("--connect", "--command=" + command);
    }

    private void connected(String... arguments) throws Exception {
        List<String> line = new ArrayList<>(List.of("--connect"));
        line.addAll(List.of(arguments));
        succeed(server.cli(line.toArray(String[]::new)));
    }

    private static void succeed(Cli.Answer answer) {
        assertEquals(0, answer.exitCode(), answer.output());
    }

    @Override
    public void close() throws Exception {
        if (warden != null) {
            warden.close();
        }
        server.close();
        line.close();
    }
}
