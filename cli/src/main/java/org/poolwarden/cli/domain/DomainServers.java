package org.poolwarden.cli.domain;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jboss.as.controller.OperationFailedException;
import org.jboss.dmr.ModelNode;
import org.jboss.dmr.Property;
import org.poolwarden.cli.domain.DeadlineAsker.Answer;
import org.poolwarden.cli.domain.DeadlineAsker.Failed;
import org.poolwarden.cli.domain.DeadlineAsker.Given;
import org.poolwarden.cli.domain.Operations.Refused;

/** Finds the servers of a domain, and what their nodes are called. */
final class DomainServers {

    /** How long the hosts are waited for, all together. */
    private static final Duration HOSTS = Duration.ofMillis(800);

    private static final String STARTED = "STARTED";
    private static final String DISABLED = "DISABLED";

    private final Management management;
    private final DeadlineAsker asker;
    private final Map<String, String> names;

    /**
     * Asks nobody yet.
     *
     * @param names what each server has told its node is called, by {@link DomainServer#nodeName}; kept by the caller
     */
    DomainServers(Management management, DeadlineAsker asker, Map<String, String> names) {
        this.management = management;
        this.asker = asker;
        this.names = names;
    }

    /** For the names of so many servers. The oldest are forgotten first. Safe for use by several threads. */
    static Map<String, String> namesOf(int most) {
        return Collections.synchronizedMap(new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
                return size() > most;
            }
        });
    }

    /** Which of those that do not answer may be the node: by WildFly's rule, or by the name that it has told before. */
    List<String> perhaps(Collection<ServerAnswer> missing, Predicate<String> isNode) {
        Map<String, String> told;
        synchronized (names) {
            told = Map.copyOf(names);
        }
        return missing.stream()
                .map(ServerAnswer::node)
                .filter(one -> isNode.test(one)
                        || told.entrySet().stream()
                                .anyMatch(name -> isOn(one, name.getKey()) && isNode.test(name.getValue())))
                .sorted()
                .toList();
    }

    /** @param one a server, or a host whose servers are not known */
    private static boolean isOn(String one, String server) {
        return server.equals(one) || server.startsWith(one + ":");
    }

    /**
     * What a server says of itself first.
     *
     * @param isOurs whether it has the subsystem
     * @param name null if no Poolwarden is deployed
     */
    record Node(boolean isOurs, String name) {}

    Node node(DomainServer server) throws IOException, Refused {
        ModelNode subsystems = server.operation("read-children-names");
        subsystems.get("child-type").set("subsystem");
        boolean isOurs = Operations.result(management.execute(subsystems)).asList().stream()
                .anyMatch(name -> name.asString().equals("poolwarden"));
        if (!isOurs) {
            return new Node(false, null);
        }
        ModelNode name = server.ofSubsystem("read-attribute");
        name.get("name").set("node");
        String told = Operations.result(management.execute(name)).asString(null);
        if (told != null) {
            names.put(server.nodeName(), told);
        }
        return new Node(true, told);
    }

    /**
     * The servers of all hosts.
     *
     * @param started can be asked
     * @param missing those that cannot, and hosts whose servers are not known
     */
    record Servers(List<DomainServer> started, List<ServerAnswer> missing) {}

    /** @throws OperationFailedException if this is no domain controller */
    Servers servers() throws OperationFailedException {
        ModelNode names = Operations.ofRoot("read-children-names");
        names.get("child-type").set("host");
        List<String> hosts =
                root(names).asList().stream().map(ModelNode::asString).toList();
        ModelNode type = Operations.ofRoot("read-attribute");
        type.get("name").set("process-type");
        if (!root(type).asString("").equals("Domain Controller")) {
            throw new OperationFailedException(
                    "This host controller knows its own servers only: connect to the domain controller.");
        }
        List<DomainServer> started = new ArrayList<>();
        List<ServerAnswer> missing = disconnected();
        asked(hosts, host -> () -> configured(host), HOSTS, true).forEach((host, answer) -> {
            if (!(answer instanceof Given<ModelNode> given)) {
                missing.add(
                        answer instanceof Failed<ModelNode> failed
                                ? ServerAnswer.refused(host, words(failed))
                                : ServerAnswer.hostSilent(host));
                return;
            }
            given.value().keys().forEach(name -> {
                DomainServer server = new DomainServer(host, name);
                String status = given.value().get(name, "status").asString("");
                if (status.equals(STARTED)) {
                    started.add(server);
                } else if (!status.equals(DISABLED)) {
                    missing.add(ServerAnswer.notStarted(server.nodeName(), status));
                }
            });
        });
        return new Servers(started, missing);
    }

    /** Hosts that the domain controller has known and does not reach now. It lists them no more. */
    private List<ServerAnswer> disconnected() throws OperationFailedException {
        ModelNode connections =
                Operations.of("read-children-resources", new ModelNode().add("core-service", "management"));
        connections.get("child-type").set("host-connection");
        connections.get("include-runtime").set(true);
        List<ServerAnswer> missing = new ArrayList<>();
        ModelNode known;
        try {
            known = Operations.result(management.execute(connections));
        } catch (IOException | Refused e) {
            missing.add(ServerAnswer.hostsUnknown(root(localName()).asString(), e.getMessage()));
            return missing;
        }
        for (Property connection : known.asPropertyList()) {
            if (!connection.getValue().get("connected").asBoolean(true)) {
                missing.add(ServerAnswer.hostGone(connection.getName()));
            }
        }
        return missing;
    }

    ModelNode root(ModelNode operation) throws OperationFailedException {
        try {
            return Operations.result(management.execute(operation));
        } catch (IOException | Refused e) {
            throw new OperationFailedException(e.getMessage(), e);
        }
    }

    private ModelNode configured(String host) throws IOException, Refused {
        ModelNode servers = Operations.of("read-children-resources", new ModelNode().add("host", host));
        servers.get("child-type").set("server-config");
        servers.get("include-runtime").set(true);
        return Operations.result(management.execute(servers));
    }

    /** The question for the name of the host on which this runs. */
    static ModelNode localName() {
        ModelNode host = Operations.ofRoot("read-attribute");
        host.get("name").set("local-host-name");
        return host;
    }

    <K, T> Map<K, Answer<T>> asked(List<K> all, Function<K, Callable<T>> question, Duration patience, boolean isReading)
            throws OperationFailedException {
        try {
            return asker.ask(all, question, patience, isReading);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationFailedException("The operation was ended while it waited for servers.", e);
        }
    }

    static String words(Failed<?> failed) {
        return Objects.toString(failed.why().getMessage(), failed.why().toString());
    }
}
