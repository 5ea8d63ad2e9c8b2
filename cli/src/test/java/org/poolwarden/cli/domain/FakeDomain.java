package org.poolwarden.cli.domain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jboss.dmr.ModelNode;

/** A domain controller with the servers that a test gives it. */
final class FakeDomain implements Management {

    /** By the address {@code host:server}. */
    final Map<String, Server> servers = new LinkedHashMap<>();

    /** The operations that arrived on subsystems, each behind its address. */
    final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    final CountDownLatch released = new CountDownLatch(1);
    final CountDownLatch interrupted = new CountDownLatch(1);
    String silentHost;
    boolean isController = true;
    List<String> goneHosts = List.of();

    /** One server. Null as its node means that no Poolwarden is deployed there. */
    record Server(String status, boolean hasSubsystem, String node, UnaryOperator<ModelNode> answers) {

        static Server of(String node, UnaryOperator<ModelNode> answers) {
            return new Server("STARTED", true, node, answers);
        }
    }

    @Override
    public ModelNode execute(ModelNode operation) {
        List<ModelNode> address = operation.get("address").asList();
        String name = operation.get("operation").asString();
        if (address.isEmpty()) {
            return root(name, operation);
        }
        if (address.get(0).has("core-service")) {
            ModelNode connections = new ModelNode().setEmptyObject();
            connections.get("second", "connected").set(true);
            goneHosts.forEach(host -> connections.get(host, "connected").set(false));
            return success(connections);
        }
        String host = address.get(0).get("host").asString();
        if (address.size() == 1) {
            return configured(host);
        }
        String key = host + ":" + address.get(1).get("server").asString();
        Server server = servers.get(key);
        if (address.size() == 2) {
            ModelNode names = new ModelNode().setEmptyList().add("datasources");
            return success(server.hasSubsystem() ? names.add("poolwarden") : names);
        }
        if (name.equals("read-attribute")) {
            return success(server.node() == null ? new ModelNode() : new ModelNode(server.node()));
        }
        asked.add(key + " " + name);
        return server.answers().apply(operation);
    }

    private ModelNode root(String name, ModelNode operation) {
        if (name.equals("read-children-names")) {
            ModelNode hosts = new ModelNode().setEmptyList();
            servers.keySet().stream()
                    .map(key -> key.substring(0, key.indexOf(':')))
                    .distinct()
                    .forEach(hosts::add);
            return success(hosts);
        }
        return success(new ModelNode(
                operation.get("name").asString().equals("process-type")
                        ? isController ? "Domain Controller" : "Host Controller"
                        : "primary"));
    }

    private ModelNode configured(String host) {
        if (host.equals(silentHost)) {
            return silence(null);
        }
        ModelNode all = new ModelNode().setEmptyObject();
        servers.forEach((key, server) -> {
            if (key.startsWith(host + ":")) {
                all.get(key.substring(host.length() + 1), "status").set(server.status());
            }
        });
        return success(all);
    }

    /** Answers nothing until the test releases it, or it is interrupted. */
    ModelNode silence(ModelNode operation) {
        try {
            released.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            interrupted.countDown();
        }
        return failure("too late for " + operation);
    }

    static ModelNode success(ModelNode result) {
        ModelNode response = new ModelNode();
        response.get("outcome").set("success");
        response.get("result").set(result);
        return response;
    }

    static ModelNode failure(String words) {
        ModelNode response = new ModelNode();
        response.get("outcome").set("failed");
        response.get("failure-description").set(words);
        return response;
    }

    /** A complete list with one pool. */
    static ModelNode pool(ModelNode operation, String pool) {
        ModelNode item = new ModelNode();
        item.get("node").set(operation.get("node"));
        item.get("pool").set(pool);
        ModelNode list = new ModelNode();
        list.get("complete").set(true);
        list.get("scan-time").set("2026-01-01T00:00:0" + pool.length() + "Z");
        list.get("problems").setEmptyList();
        list.get("items").add(item);
        return success(list);
    }
}
