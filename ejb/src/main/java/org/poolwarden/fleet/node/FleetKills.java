package org.poolwarden.fleet.node;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.poolwarden.caller.Caller;
import org.poolwarden.caller.Callers;
import org.poolwarden.contract.Audience;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.contract.Operation;
import org.poolwarden.fleet.Fleet;
import org.poolwarden.json.JsonFactories;
import org.poolwarden.json.RecordReader;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.Node;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.threads.DeadlineQuery;
import org.poolwarden.threads.DeadlineQuery.Question;
import org.poolwarden.threads.Patience;

/**
 * Kills of leases that another node has: each is asked for here, checked and done there, and followed from here by its
 * id. Who asks is found out here, and travels. A refusal of the other node is that of the call; NOT_YET says that
 * nobody knows whether it has begun. Safe for use by several threads.
 */
public final class FleetKills {

    /** How long the answer of the other node's database is awaited. */
    private static final Duration PREVIEW = Duration.ofSeconds(4);

    private static final long AGAIN_MILLIS = 200;

    /** A page that follows a kill shows what is known of it soon, whatever becomes of the node. */
    private static final Duration STATE = Duration.ofMillis(1_500);

    private final Supplier<Fleet> fleet;
    private final DeadlineQuery questions;
    private final Patience patience;
    private final Callers callers;

    /**
     * Asks nobody yet.
     *
     * @param fleet the nodes now; another one when this server has joined a cluster
     */
    public FleetKills(Supplier<Fleet> fleet, DeadlineQuery questions, Patience patience, Callers callers) {
        this.fleet = fleet;
        this.questions = questions;
        this.patience = patience;
        this.callers = callers;
    }

    /**
     * The other node that has given a lease this id. Empty if it is of this node, or no node gives such ids.
     *
     * @throws WardenException UNAVAILABLE if it may be of several nodes, this one included, or is of one that is not
     *     reached: nothing is known of the lease then
     */
    public Optional<String> nodeOfLease(long leaseId) throws WardenException {
        long number = Node.numberIn(leaseId);
        return number == 0 ? Optional.empty() : other("lease " + leaseId, node -> Node.number(node) == number);
    }

    /**
     * The other node that has given a kill this id. Empty if it is of this node, or no node gives such ids.
     *
     * @throws WardenException as {@link #nodeOfLease}
     */
    public Optional<String> nodeOfKill(String killId) throws WardenException {
        String name = Node.nameIn(killId);
        return name == null
                ? Optional.empty()
                : other("kill " + killId, node -> Node.name(node).equals(name));
    }

    private Optional<String> other(String what, Predicate<String> which) throws WardenException {
        Fleet now = fleet.get();
        String self = now.self();
        Set<String> shared = now.sharedNames();
        List<String> found = Stream.concat(Stream.of(self), now.members().stream())
                .distinct()
                .filter(node -> which.test(ownName(node, shared)) || node.equals(self) && which.test(Node.name()))
                .toList();
        if (found.isEmpty()) {
            throw new WardenException(Fault.UNAVAILABLE, Messages.LOG.otherNodeNotReached(what), null);
        }
        if (found.size() > 1 || shared.contains(ownName(found.get(0), shared))) {
            throw new WardenException(Fault.UNAVAILABLE, Messages.LOG.ambiguousNode(found), null);
        }
        return found.stream().filter(node -> !node.equals(self)).findFirst();
    }

    /** By which it gives its ids: here the second of a name ends in #2. */
    private static String ownName(String node, Set<String> shared) {
        return shared.stream()
                .filter(name -> node.startsWith(name + "#"))
                .findFirst()
                .orElse(node);
    }

    /** The lines of a preview, from the node's own guard. */
    public List<String> preview(String node, long leaseId) throws WardenException {
        return lines(node, previewed(node, leaseId));
    }

    /**
     * The same as {@link Entity#PREVIEW}.
     *
     * @throws WardenException UNAVAILABLE if the node is of a version that tells lines only
     */
    public EntityRecord previewRecord(String node, long leaseId) throws WardenException {
        return record(node, previewed(node, leaseId), Entity.PREVIEW);
    }

    private JsonObject previewed(String node, long leaseId) throws WardenException {
        Caller caller = caller();
        JsonObject with = with(caller).add("leaseId", leaseId).build();
        List<Object> key = List.of(Operation.PREVIEW, node, leaseId, caller);
        return questions.ask(callers.asker(), key, () -> awaited(node, with), patience);
    }

    /** The node does not wait for its database: it is asked again until the answer is there. */
    private JsonObject awaited(String node, JsonObject with) throws WardenException, InterruptedException {
        long until = System.nanoTime() + PREVIEW.toNanos();
        while (true) {
            try {
                return fleet.get().call(node, Operation.PREVIEW.camelName(), with);
            } catch (WardenException e) {
                if (e.fault() != Fault.NOT_YET || System.nanoTime() > until) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
            }
        }
    }

    private static List<String> lines(String node, JsonObject done) throws WardenException {
        if (done.get(ActsForOthers.LINES) instanceof JsonArray lines) {
            return lines.stream()
                    .map(line -> line instanceof JsonString text ? text.getString() : line.toString())
                    .toList();
        }
        throw unreadable(node, null);
    }

    /** Requests a kill. The node joins the one that its lease has already, whoever asked for that. */
    public String kill(String node, KillRequest request) throws WardenException {
        return requested(node, request).getString(ActsForOthers.TEXT);
    }

    /**
     * The same, and how the kill stands then.
     *
     * @return an {@link Entity#KILL}
     */
    public EntityRecord killRecord(String node, KillRequest request) throws WardenException {
        JsonObject done = requested(node, request);
        return done.containsKey(ActsForOthers.RECORD)
                ? record(node, done, Entity.KILL)
                : state(node, done.getString(ActsForOthers.TEXT)); // of a version that does not tell it
    }

    private JsonObject requested(String node, KillRequest request) throws WardenException {
        callers.operator();
        JsonObjectBuilder with = with(caller())
                .add("leaseId", request.leaseId())
                .add(
                        "modes",
                        JsonFactories.BUILDERS.createArrayBuilder(
                                request.modes().stream().map(Enum::name).toList()))
                .add(
                        "escalateAfterSeconds",
                        Math.toIntExact(request.escalateAfter().toSeconds()));
        addText(with, "reason", request.reason());
        addText(with, "previewToken", request.previewToken());
        JsonObject done = call(node, Operation.KILL_IN_MODE, with);
        String id = done.getString(ActsForOthers.TEXT, null);
        if (id == null) {
            throw new WardenException(Fault.NOT_YET, Messages.LOG.notAcknowledged(node), null);
        }
        Messages.LOG.killForwarded(callers.operator(), request.leaseId(), node, id);
        return done;
    }

    /** The kill as it stands now. */
    public EntityRecord state(String node, String killId) throws WardenException {
        return record(node, call(node, Operation.KILL_STATE, with(caller()).add("killId", killId)), Entity.KILL);
    }

    /** Withdraws what of it has not begun. */
    public EntityRecord withdraw(String node, String killId) throws WardenException {
        callers.operator();
        JsonObject done = call(node, Operation.WITHDRAW, with(caller()).add("killId", killId));
        try {
            return record(node, done, Entity.KILL);
        } catch (WardenException e) {
            throw new WardenException(Fault.NOT_YET, Messages.LOG.notAcknowledged(node), e);
        }
    }

    private JsonObject call(String node, Operation operation, JsonObjectBuilder with) throws WardenException {
        JsonObject given = with.build();
        Question<Outcome> begun = questions.askAnew(
                new Object(), () -> Outcome.of(() -> fleet.get().call(node, operation.camelName(), given)));
        return outcome(node, begun, operation).get();
    }

    /** Who finds no place to wait for it does not know whether it has begun, unless it only reads. */
    private Outcome outcome(String node, Question<Outcome> begun, Operation operation) throws WardenException {
        boolean isReading = operation.access() == Operation.Access.READ;
        try {
            return begun.answer(isReading ? patience.atMost(STATE) : patience);
        } catch (WardenException e) {
            Problem late = isReading ? Messages.LOG.nodeSilent(node) : Messages.LOG.notAcknowledged(node);
            throw new WardenException(Fault.NOT_YET, late, e);
        }
    }

    private static EntityRecord record(String node, JsonObject done, Entity entity) throws WardenException {
        try {
            if (done.get(ActsForOthers.RECORD) instanceof JsonObject record) {
                return RecordReader.set(EntityRecord.of(entity), entity.fields(Audience.EVERYONE), record)
                        .build();
            }
        } catch (IllegalArgumentException e) {
            throw unreadable(node, e);
        }
        throw unreadable(node, null);
    }

    private static WardenException unreadable(String node, Exception cause) {
        return new WardenException(Fault.UNAVAILABLE, Messages.LOG.answerUnreadable(node), cause);
    }

    private Caller caller() throws WardenException {
        callers.requester();
        return callers.current().orElseThrow();
    }

    private static JsonObjectBuilder with(Caller caller) {
        return JsonFactories.BUILDERS
                .createObjectBuilder()
                .add(ActsForOthers.CALLER, ActsForOthers.json(caller))
                .add(ActsForOthers.SENT, Instant.now().toString());
    }

    private static void addText(JsonObjectBuilder json, String name, String text) {
        if (text != null) {
            json.add(name, text);
        }
    }
}
