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
import org.poolwarden.request.Requester;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.text.Clean;
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

    /** No node gives longer ids: its name has 40 characters. */
    private static final int LONGEST_ID = 100;

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
     * Refuses a lease of another node, which must not be told as one that was returned.
     *
     * @throws WardenException NOT_FOUND if it is of another node; else as {@link #nodeOfLease}
     */
    public void requireOwn(long leaseId) throws WardenException {
        Optional<String> other = nodeOfLease(leaseId);
        if (other.isPresent()) {
            throw new WardenException(Fault.NOT_FOUND, Messages.LOG.leaseElsewhere(leaseId, other.get()), null);
        }
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
        // The nodes that have left lately count too: a member may have the number of one of them.
        List<String> found = Stream.concat(Stream.of(self), now.knownNodes().stream())
                .distinct()
                .filter(node -> which.test(ownName(node, shared)) || node.equals(self) && which.test(Node.name()))
                .toList();
        boolean left = found.size() == 1
                && !found.get(0).equals(self)
                && !now.members().contains(found.get(0));
        if (found.isEmpty() || left) {
            throw new WardenException(Fault.UNAVAILABLE, Messages.LOG.otherNodeNotReached(what), null);
        }
        if (found.size() > 1 || shared.contains(ownName(found.get(0), shared))) {
            List<String> names = found.stream().map(Clean::line).toList();
            throw new WardenException(Fault.UNAVAILABLE, Messages.LOG.ambiguousNode(names), null);
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

    /** The same, and how the kill stands then. A kill whose id is known is accepted, whatever else is told of it. */
    public Accepted killRecord(String node, KillRequest request) throws WardenException {
        JsonObject done = requested(node, request);
        String id = done.getString(ActsForOthers.TEXT);
        try {
            EntityRecord kill = done.containsKey(ActsForOthers.RECORD)
                    ? record(node, done, Entity.KILL)
                    : state(node, id); // of a version that does not tell it
            return new Accepted(id, Optional.of(kill));
        } catch (WardenException e) {
            Messages.LOG.debug("How the kill stands that " + node + " has accepted", e);
            return new Accepted(id, Optional.empty());
        }
    }

    /**
     * A kill that another node has accepted.
     *
     * @param killId by which it is followed
     * @param kill an {@link Entity#KILL}; empty if the node has not told how it stands
     */
    public record Accepted(String killId, Optional<EntityRecord> kill) {}

    private JsonObject requested(String node, KillRequest request) throws WardenException {
        Requester operator = callers.operator();
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
        // Before it is sent: if no answer comes, this line is all that this node has of it.
        Messages.LOG.killSent(operator, request.leaseId(), node);
        try {
            JsonObject done = call(node, Operation.KILL_IN_MODE, with);
            String id = requireId(node, done);
            Messages.LOG.killForwarded(operator, request.leaseId(), node, id);
            return done;
        } catch (WardenException e) {
            Messages.LOG.killNotForwarded(operator, request.leaseId(), node, e.getMessage());
            throw e;
        }
    }

    /** What is no id of that node says nothing of a kill, and must not get into the log. */
    private String requireId(String node, JsonObject done) throws WardenException {
        String id = done.getString(ActsForOthers.TEXT, null);
        String name = Node.name(ownName(node, fleet.get().sharedNames()));
        if (id == null || id.length() > LONGEST_ID || !Clean.isClean(id) || !name.equals(Node.nameIn(id))) {
            throw new WardenException(Fault.NOT_YET, Messages.LOG.notAcknowledged(node), null);
        }
        return id;
    }

    /** The kill as it stands now. Several who ask at one time share the answer. */
    public EntityRecord state(String node, String killId) throws WardenException {
        Caller caller = caller();
        JsonObject with = with(caller).add("killId", killId).build();
        List<Object> key = List.of(Operation.KILL_STATE, node, killId, caller);
        Outcome told;
        try {
            told = questions.ask(
                    callers.asker(),
                    key,
                    () -> Outcome.of(() -> fleet.get().call(node, Operation.KILL_STATE.camelName(), with)),
                    patience.atMost(STATE));
        } catch (WardenException e) {
            throw isOpen(e) ? new WardenException(Fault.NOT_YET, Messages.LOG.nodeSilent(node), e) : e;
        }
        return record(node, told.get(), Entity.KILL);
    }

    /** Whether the question is on its way; any other refusal is of our own places. */
    private static boolean isOpen(WardenException refusal) {
        return refusal.problems().stream().anyMatch(problem -> problem.code().equals("PWARDEN0450"));
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

    /** Changes something, once for each call. */
    private JsonObject call(String node, Operation operation, JsonObjectBuilder with) throws WardenException {
        JsonObject given = with.build();
        Question<Outcome> begun = questions.askAnew(
                new Object(), () -> Outcome.of(() -> fleet.get().call(node, operation.camelName(), given)));
        return outcome(node, begun).get();
    }

    /** Who finds no place to wait for it does not know whether it has begun. */
    private Outcome outcome(String node, Question<Outcome> begun) throws WardenException {
        try {
            return begun.answer(patience);
        } catch (WardenException e) {
            throw new WardenException(Fault.NOT_YET, Messages.LOG.notAcknowledged(node), e);
        }
    }

    private static EntityRecord record(String node, JsonObject done, Entity entity) throws WardenException {
        try {
            if (done.get(ActsForOthers.RECORD) instanceof JsonObject record) {
                return RecordReader.set(EntityRecord.of(entity), entity.fields(Audience.EVERYONE), record)
                        .build();
            }
        } catch (RuntimeException e) { // of a number that is out of range, or of a line that is no text, too
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
