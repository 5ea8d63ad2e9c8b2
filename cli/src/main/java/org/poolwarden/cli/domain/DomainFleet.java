package org.poolwarden.cli.domain;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jboss.as.controller.OperationFailedException;
import org.jboss.dmr.ModelNode;
import org.poolwarden.cli.domain.DeadlineAsker.Answer;
import org.poolwarden.cli.domain.DeadlineAsker.Failed;
import org.poolwarden.cli.domain.DeadlineAsker.Given;
import org.poolwarden.cli.domain.DeadlineAsker.Silent;
import org.poolwarden.cli.domain.Operations.Refused;

/**
 * All servers of a domain on which the subsystem poolwarden is configured, as its domain controller reaches them. A
 * server that is disabled is not meant to run, and is none of them.
 */
public final class DomainFleet {

    /** How long the servers are waited for, all together. */
    private static final Duration SERVERS = Duration.ofMillis(1100);

    /** How long one server is waited for that has been found by an id. It may ask its database. */
    private static final Duration ONE = Duration.ofSeconds(15);

    /** How many items a list has at most, as in a cluster. */
    private static final int MAX_ITEMS = 20_000;

    /** Each keeps a thread of the domain controller's management and one of ours. */
    private static final int MAX_WAITS = 4;

    private static final int MAX_NAMES = 5_000;

    private static final DeadlineAsker ASKER = new DeadlineAsker();
    private static final Map<String, String> NAMES = DomainServers.namesOf(MAX_NAMES);
    private static final Semaphore WAITS = new Semaphore(MAX_WAITS);

    private final Management management;
    private final DomainServers domain;
    private final Duration servers;
    private final Duration one;

    /** Asks as the user of that access. */
    public DomainFleet(Management management) {
        this(management, new DomainServers(management, ASKER, NAMES), SERVERS, ONE);
    }

    DomainFleet(Management management, DomainServers domain, Duration servers, Duration one) {
        this.management = management;
        this.domain = domain;
        this.servers = servers;
        this.one = one;
    }

    /**
     * What each server lists of itself, as one list of the contract.
     *
     * @param operation the name of the operation on each server, which knows the scope FLEET
     * @param node only of this one; empty for all
     * @throws OperationFailedException if there is no server of that name, or this is no domain controller
     */
    public ModelNode list(String operation, String node) throws OperationFailedException {
        List<ServerAnswer> answers = ask(node, (server, name) -> {
            ModelNode list = server.ofSubsystem(operation);
            list.get("scope").set("FLEET");
            list.get("node").set(name);
            list.get("allow-incomplete").set(true);
            return list;
        });
        List<ModelNode> items = new ArrayList<>();
        List<ModelNode> problems = new ArrayList<>();
        boolean complete = true;
        String oldest = null;
        for (ServerAnswer answer : answers) {
            if (answer.isAnswered()) {
                ModelNode told = answer.result();
                List<ModelNode> all = told.get("items").asList();
                int room = Math.min(all.size(), MAX_ITEMS - items.size());
                items.addAll(all.subList(0, room));
                problems.addAll(told.get("problems").asList());
                complete &= told.get("complete").asBoolean(false);
                oldest = older(oldest, told.get("scan-time").asString(null));
                if (room < all.size()) {
                    problems.add(ServerAnswer.cut(answer.node(), all.size() - room));
                    complete = false;
                }
            } else {
                problems.add(answer.trouble());
                complete = false;
            }
        }
        return list(answers, complete, oldest, problems, items);
    }

    /**
     * The servers, as a list of members.
     *
     * @throws OperationFailedException if this is no domain controller
     */
    public ModelNode members() throws OperationFailedException {
        List<ServerAnswer> answers = ask("", (server, name) -> {
            ModelNode read = server.ofSubsystem("read-resource");
            read.get("include-runtime").set(true);
            return read;
        });
        Instant now = Instant.now();
        return list(
                answers,
                answers.stream().allMatch(ServerAnswer::isAnswered),
                now.toString(),
                answers.stream()
                        .map(ServerAnswer::trouble)
                        .filter(Objects::nonNull)
                        .toList(),
                answers.stream().map(answer -> answer.member(now)).toList());
    }

    /**
     * Has the one server that an id belongs to do something.
     *
     * @param what the id in words
     * @param isOf whether an id is of the node with that name
     * @param operation the operation for the subsystem of that server, whose address is set here
     * @param acts whether it may change something; then a silent server may have begun
     * @param longer how long it waits there by itself
     * @throws OperationFailedException what the server refuses with; or if it is not found, or does not answer
     */
    public ModelNode route(String what, Predicate<String> isOf, ModelNode operation, boolean acts, Duration longer)
            throws OperationFailedException {
        Map<DomainServer, String> names = new LinkedHashMap<>();
        List<ServerAnswer> missing = names(names);
        List<DomainServer> owners = names.entrySet().stream()
                .filter(named -> isOf.test(named.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        if (owners.isEmpty()) {
            throw notFound(what, missing);
        }
        List<String> perhaps = domain.perhaps(missing, isOf);
        if (!perhaps.isEmpty()) {
            throw new OperationFailedException("PWARDEN0734: The " + what + " may be of "
                    + owners.stream().map(DomainServer::nodeName).toList() + ", and of " + perhaps
                    + ", which does not answer and has the same name or number. Nothing was done. Ask the server that"
                    + " has it, at its own address.");
        }
        if (owners.size() > 1) {
            throw new OperationFailedException("PWARDEN0734: The " + what + " may be of each of "
                    + owners.stream().map(DomainServer::nodeName).toList()
                    + ", which share their name or its number. Nothing was done. Ask the server that has it, at its own"
                    + " address.");
        }
        DomainServer owner = owners.get(0);
        ModelNode there = owner.ofSubsystem(operation.get("operation").asString());
        operation.keys().stream().filter(key -> !there.has(key)).forEach(key -> there.get(key)
                .set(operation.get(key)));
        boolean waits = !longer.isZero();
        if (waits && !WAITS.tryAcquire()) {
            throw new OperationFailedException(MAX_WAITS + " operations of this domain controller wait for kills"
                    + " already. Nothing was done. Ask without wait, and then for the kill's state.");
        }
        try {
            Answer<ModelNode> answer = domain.asked(
                            List.of(owner), server -> () -> management.execute(there), one.plus(longer), !acts)
                    .get(owner);
            return routed(names.get(owner), answer, acts);
        } finally {
            if (waits) {
                WAITS.release();
            }
        }
    }

    private static ModelNode routed(String node, Answer<ModelNode> answer, boolean acts)
            throws OperationFailedException {
        if (answer instanceof Given<ModelNode> given) {
            try {
                return Operations.result(given.value());
            } catch (Refused e) {
                throw new OperationFailedException(e.getMessage(), e);
            }
        }
        boolean notAsked = answer instanceof Silent<ModelNode> silent && !silent.begun();
        if (notAsked) {
            throw new OperationFailedException(ServerAnswer.crowded(node).line());
        }
        throw new OperationFailedException(
                acts
                        ? "PWARDEN0724: The server " + node + " was asked and has not answered: nobody knows whether it"
                                + " has begun. List the kills before you ask again."
                        : ServerAnswer.silent(node).line());
    }

    private static OperationFailedException notFound(String what, List<ServerAnswer> missing) {
        return new OperationFailedException("PWARDEN0736: The id of the " + what
                + " is of no server of this domain that answers. Nothing was done." + lines(missing));
    }

    /** The names of the nodes that answer. Returns who does not. */
    private List<ServerAnswer> names(Map<DomainServer, String> names) throws OperationFailedException {
        DomainServers.Servers all = domain.servers();
        List<ServerAnswer> missing = new ArrayList<>(all.missing());
        domain.asked(all.started(), server -> () -> domain.node(server), servers, true)
                .forEach((server, answer) -> {
                    if (!(answer instanceof Given<DomainServers.Node> given)) {
                        missing.add(missing(server, answer));
                    } else if (given.value().name() != null) {
                        names.put(server, given.value().name());
                    } else if (given.value().isOurs()) {
                        missing.add(ServerAnswer.absent(server.nodeName()));
                    }
                });
        return missing;
    }

    private List<ServerAnswer> ask(String wanted, BiFunction<DomainServer, String, ModelNode> question)
            throws OperationFailedException {
        DomainServers.Servers all = domain.servers();
        List<ServerAnswer> answers = new ArrayList<>(all.missing());
        domain.asked(all.started(), server -> () -> answer(server, wanted, question), servers, true)
                .forEach((server, answer) -> {
                    if (!(answer instanceof Given<ServerAnswer> given)) {
                        answers.add(missing(server, answer));
                    } else if (given.value() != null) {
                        answers.add(given.value());
                    }
                });
        if (!wanted.isEmpty()) {
            List<ServerAnswer> others = answers.stream()
                    .filter(answer -> !answer.node().equals(wanted))
                    .toList();
            answers.removeAll(others);
            if (answers.isEmpty()) {
                throw noSuchNode(wanted, others);
            }
        }
        answers.sort(Comparator.comparing(ServerAnswer::node));
        return answers;
    }

    /** One that does not answer may have the name. */
    private static OperationFailedException noSuchNode(String wanted, List<ServerAnswer> others) {
        List<String> known = others.stream()
                .filter(ServerAnswer::isAnswered)
                .map(ServerAnswer::node)
                .toList();
        return new OperationFailedException("PWARDEN0721: There is no node '" + wanted
                + "' in the domain that answers. Known: " + known + ". List the members." + lines(others));
    }

    /** Who does not answer, and why. */
    private static String lines(List<ServerAnswer> answers) {
        return answers.stream()
                .filter(answer -> !answer.isAnswered())
                .map(answer -> " " + answer.line())
                .collect(Collectors.joining());
    }

    /** Null if the subsystem is not configured there. */
    private ServerAnswer answer(
            DomainServer server, String wanted, BiFunction<DomainServer, String, ModelNode> question)
            throws IOException, Refused {
        DomainServers.Node node = domain.node(server);
        if (!node.isOurs()) {
            return null;
        }
        if (node.name() == null) {
            return ServerAnswer.absent(server.nodeName());
        }
        if (!wanted.isEmpty() && !wanted.equals(node.name())) {
            return ServerAnswer.of(node.name(), new ModelNode()); // nobody reads what it would tell
        }
        return ServerAnswer.told(
                node.name(), Operations.result(management.execute(question.apply(server, node.name()))));
    }

    private static ServerAnswer missing(DomainServer server, Answer<?> answer) {
        if (answer instanceof Failed<?> failed) {
            return ServerAnswer.refused(server.nodeName(), DomainServers.words(failed));
        }
        return answer instanceof Silent<?> silent && !silent.begun()
                ? ServerAnswer.crowded(server.nodeName())
                : ServerAnswer.silent(server.nodeName());
    }

    /** The earlier time. Null stands for none. */
    private static String older(String one, String other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Instant.parse(one).isBefore(Instant.parse(other)) ? one : other;
    }

    private ModelNode list(
            List<ServerAnswer> answers,
            boolean complete,
            String scanTime,
            List<ModelNode> problems,
            List<ModelNode> items)
            throws OperationFailedException {
        ModelNode list = new ModelNode();
        list.get("node").set(domain.root(DomainServers.localName()));
        list.get("complete").set(complete);
        list.get("scan-time").set(scanTime == null ? new ModelNode() : new ModelNode(scanTime));
        list.get("member-count").set(answers.size());
        list.get("answered-count")
                .set(Math.toIntExact(
                        answers.stream().filter(ServerAnswer::isAnswered).count()));
        list.get("problems").set(problems.isEmpty() ? new ModelNode().setEmptyList() : new ModelNode().set(problems));
        list.get("items").set(items.isEmpty() ? new ModelNode().setEmptyList() : new ModelNode().set(items));
        return list;
    }
}
