package org.poolwarden.fleet.node;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.poolwarden.admin.KillAdmin;
import org.poolwarden.admin.Warden;
import org.poolwarden.caller.Caller;
import org.poolwarden.caller.RemoteCaller;
import org.poolwarden.contract.Audience;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.contract.Operation;
import org.poolwarden.fleet.FleetAct;
import org.poolwarden.guard.KillMode;
import org.poolwarden.json.JsonFactories;
import org.poolwarden.json.RecordJson;
import org.poolwarden.kill.preview.Preview;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.logging.Messages;
import org.poolwarden.mapping.KillMapper;
import org.poolwarden.mapping.PreviewMapper;
import org.poolwarden.request.Node;
import org.poolwarden.request.Requester;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.text.Clean;
import org.poolwarden.threads.Asker;
import org.poolwarden.threads.DeadlineQuery;
import org.poolwarden.threads.DeadlineQuery.Question;
import org.poolwarden.threads.Patience;

/**
 * What this node does for who has signed in at another. That node says who it is and what the user may do there; here
 * the user's name must be one that may act from elsewhere, too.
 */
final class ActsForOthers {

    static final String CALLER = "caller";
    static final String SENT = "sentTime";
    static final String LINES = "lines";
    static final String TEXT = "text";
    static final String RECORD = "record";

    private static final String EVERYBODY = "*";

    private static final Duration MOMENT = Duration.ofMillis(400);

    /** Two clocks may differ, and a node may have been paused. */
    private static final Duration OLD = Duration.ofMinutes(1);

    private static final int LONGEST_VIA = 20;

    private final KillAdmin kills;
    private final Set<String> operators;

    private ActsForOthers(KillAdmin kills, Set<String> operators) {
        this.kills = kills;
        this.operators = operators;
    }

    /**
     * One for each operation that another node may ask for, by its name.
     *
     * @param acting runs them, for they may meet a lock of ours
     * @param clock of this node
     */
    static Map<String, FleetAct> of(Warden warden, DeadlineQuery acting, InstantSource clock) {
        ActsForOthers own =
                new ActsForOthers(warden.ofCluster().kills(), warden.settings().fleetOperators());
        Patience patience = Patience.ofPages().atMost(MOMENT);
        Map<String, FleetAct> acts = new HashMap<>();
        acts.put(Operation.PREVIEW.camelName(), own::preview);
        acts.put(Operation.KILL_IN_MODE.camelName(), own::kill);
        acts.put(Operation.KILL_STATE.camelName(), own::state);
        acts.put(Operation.WITHDRAW.camelName(), own::withdraw);
        Set<String> changing = Set.of(Operation.KILL_IN_MODE.camelName(), Operation.WITHDRAW.camelName());
        acts.replaceAll((name, act) -> with -> {
            requireNew(with, clock.instant());
            Callable<Outcome> acted = () -> Outcome.of(() -> act.run(with));
            Outcome outcome = changing.contains(name)
                    ? outcome(acting.askAnew(new Object(), acted), patience)
                    : acting.ask(own.asker(with), question(name, with), acted, patience);
            return outcome.get();
        });
        return acts;
    }

    /** It goes on when nobody waits for it any more. */
    private static Outcome outcome(Question<Outcome> begun, Patience patience) throws WardenException {
        try {
            return begun.answer(patience);
        } catch (WardenException e) {
            throw new WardenException(Fault.NOT_YET, Messages.LOG.notAcknowledged(Node.name()), e);
        }
    }

    /** The same for who only reads the same, whenever it was sent. */
    private static Object question(String name, JsonObject with) {
        Map<String, JsonValue> given = new HashMap<>(with);
        given.remove(SENT);
        return List.of(name, given);
    }

    /** Of a user who reads from elsewhere, two questions at most are open here. */
    private Asker asker(JsonObject with) throws WardenException {
        Caller caller = caller(with);
        Requester requester = caller.requester();
        return new Asker(requester.node() + " " + requester.via() + " " + requester.name(), caller.isOperator());
    }

    /** What was asked long ago must not be done now: nobody may wait for it any more. */
    private static void requireNew(JsonObject with, Instant now) throws WardenException {
        Instant sent = sentAt(with);
        if (Duration.between(sent, now).abs().compareTo(OLD) > 0) {
            throw new WardenException(Fault.TOO_LATE, Messages.LOG.requestTooOld(sent, now), null);
        }
    }

    private static Instant sentAt(JsonObject with) {
        try {
            return Instant.parse(with.getString(SENT));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The caller as JSON. */
    static JsonObject json(Caller caller) {
        Requester requester = caller.requester();
        var json = JsonFactories.BUILDERS
                .createObjectBuilder()
                .add("name", requester.name())
                .add("via", requester.via())
                .add("operator", caller.isOperator());
        if (requester.address() != null) {
            json.add("address", requester.address());
        }
        if (requester.node() != null) {
            json.add("node", requester.node());
        }
        return json.build();
    }

    private JsonObject preview(JsonObject with) throws WardenException {
        long lease = with.getJsonNumber("leaseId").longValueExact();
        Preview preview = as(listed(with), () -> kills.preview(lease));
        return record(PreviewMapper.of(preview))
                .add(LINES, JsonFactories.BUILDERS.createArrayBuilder(PreviewMapper.lines(preview)))
                .build();
    }

    private JsonObject kill(JsonObject with) throws WardenException {
        JsonArray modes = with.getJsonArray("modes");
        KillRequest request = new KillRequest(
                        with.getJsonNumber("leaseId").longValueExact(),
                        modes.getValuesAs(JsonString.class).stream()
                                .map(mode -> KillMode.valueOf(mode.getString()))
                                .toList(),
                        Duration.ofSeconds(with.getInt("escalateAfterSeconds")),
                        with.getString("reason", null))
                .after(with.getString("previewToken", null));
        Caller operator = operator(with);
        String id = as(operator, () -> kills.kill(request));
        return begun(operator, id).add(TEXT, id).build();
    }

    /** How it stands. That this cannot be told is no refusal of a kill that was accepted. */
    private JsonObjectBuilder begun(Caller operator, String id) {
        try {
            return record(as(operator, () -> KillMapper.of(kills.kill(id))));
        } catch (WardenException e) {
            Messages.LOG.debug("The state of a kill that was accepted", e);
            return JsonFactories.BUILDERS.createObjectBuilder();
        }
    }

    private JsonObject state(JsonObject with) throws WardenException {
        return record(as(caller(with), () -> KillMapper.of(kills.kill(with.getString("killId")))))
                .build();
    }

    private JsonObject withdraw(JsonObject with) throws WardenException {
        return record(as(operator(with), () -> KillMapper.of(kills.withdraw(with.getString("killId")))))
                .build();
    }

    private static JsonObjectBuilder record(EntityRecord record) {
        return JsonFactories.BUILDERS.createObjectBuilder().add(RECORD, RecordJson.of(record, Audience.EVERYONE));
    }

    private Caller operator(JsonObject with) throws WardenException {
        Caller caller = listed(with);
        if (!caller.isOperator()) {
            throw notAnOperator(caller);
        }
        return caller;
    }

    /** Whoever makes this node ask its database must be known here. */
    private Caller listed(JsonObject with) throws WardenException {
        Caller caller = caller(with);
        if (!isListed(caller.requester())) {
            throw notAnOperator(caller);
        }
        return caller;
    }

    private boolean isListed(Requester requester) {
        return operators.contains(EVERYBODY) || operators.contains(requester.name());
    }

    private static WardenException notAnOperator(Caller caller) {
        return new WardenException(Fault.DENIED, Messages.LOG.notAnOperatorHere(caller.requester()), null);
    }

    /** Nobody who is unknown here has an operator's place among those who wait. */
    private Caller caller(JsonObject with) throws WardenException {
        JsonObject json = with.getJsonObject(CALLER);
        Requester requester = requester(json);
        return new Caller(requester, json.getBoolean("operator") && isListed(requester));
    }

    /** As another node says: it cannot pass for somebody who has signed in here. */
    private static Requester requester(JsonObject json) throws WardenException {
        String node = json.getString("node", null);
        if (node == null || node.isBlank() || Node.name(node).equals(Node.name())) {
            throw new WardenException(Fault.DENIED, Messages.LOG.notOfAnotherNode(node), null);
        }
        String via = Clean.line(json.getString("via"), LONGEST_VIA) + " of another node";
        return new Requester(json.getString("name"), via, json.getString("address", null), node);
    }

    private static <T> T as(Caller caller, Callable<T> call) throws WardenException {
        try {
            return RemoteCaller.call(caller, call);
        } catch (WardenException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
