package org.poolwarden.jmx;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.poolwarden.admin.KillAdmin;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.contract.Operation;
import org.poolwarden.fleet.node.FleetKills;
import org.poolwarden.guard.KillMode;
import org.poolwarden.jmx.open.Given;
import org.poolwarden.jmx.open.OpenOperation.Run;
import org.poolwarden.kill.batch.BatchRequest;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.mapping.BatchMapper;
import org.poolwarden.mapping.KillMapper;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException;
import org.poolwarden.settings.PoolThreshold;
import org.poolwarden.text.Durations;

/** What ends something, or shows more than a Monitor may know. */
final class ActOperations {

    private static final String ESCALATE_AFTER = "escalateAfterSeconds";
    private static final String BY_DEFAULT = "DEFAULT";

    private final ManagementContext core;
    private final KillAdmin kills;
    private final FleetKills elsewhere;

    private ActOperations(ManagementContext core) {
        this.elsewhere = core.fleet().kills();
        this.core = core;
        this.kills = core.warden().kills();
    }

    static Map<Operation, Run> of(ManagementContext core) {
        ActOperations operations = new ActOperations(core);
        Map<Operation, Run> runs = new EnumMap<>(Operation.class);
        runs.put(Operation.KILL, given -> operations.kill(given, List.of(KillMode.IMMEDIATE), Duration.ZERO, null));
        runs.put(
                Operation.KILL_IN_MODE,
                given -> operations.kill(given, Arguments.modes(given.text("modes")), patience(given), token(given)));
        runs.put(Operation.KILL_SESSION, operations::killSession);
        runs.put(Operation.WITHDRAW, operations::withdraw);
        runs.put(Operation.KILL_REPORT, operations::report);
        runs.put(Operation.READ_SQL, operations::sql);
        runs.put(
                Operation.KILL_BATCH,
                given -> operations.killBatch(given, List.of(KillMode.IMMEDIATE), Duration.ZERO, null));
        runs.put(
                Operation.KILL_BATCH_IN_MODE,
                given -> operations.killBatch(
                        given, Arguments.modes(given.text("modes")), patience(given), token(given)));
        runs.put(Operation.STOP_BATCH, operations::stopBatch);
        runs.put(Operation.JUDGE_POOL, operations::judgePool);
        return runs;
    }

    /** @param token of a preview; null for none */
    private String kill(Given given, List<KillMode> modes, Duration escalateAfter, String token)
            throws WardenException {
        KillRequest request = new KillRequest(
                        given.number("leaseId"), modes, escalateAfter, Arguments.reason(given.text("reason")))
                .after(token);
        Optional<String> node = elsewhere.nodeOfLease(request.leaseId());
        return node.isPresent() ? elsewhere.kill(node.get(), request) : kills.kill(request);
    }

    private String killSession(Given given) throws WardenException {
        return kills.killSession(
                Arguments.choice(given),
                new KillRequest(
                                0,
                                Arguments.modes(given.text("modes")),
                                patience(given),
                                Arguments.reason(given.text("reason")))
                        .after(token(given)));
    }

    private String killBatch(Given given, List<KillMode> modes, Duration escalateAfter, String token)
            throws WardenException {
        return kills.killBatch(new BatchRequest(
                        Arguments.selection(given),
                        given.integer("max"),
                        modes,
                        escalateAfter,
                        Arguments.reason(given.text("reason")))
                .after(token));
    }

    private EntityRecord withdraw(Given given) throws WardenException {
        String id = given.text("killId");
        Optional<String> node = elsewhere.nodeOfKill(id);
        return node.isPresent() ? elsewhere.withdraw(node.get(), id) : KillMapper.of(kills.withdraw(id));
    }

    private EntityRecord stopBatch(Given given) throws WardenException {
        return BatchMapper.of(kills.stopBatch(given.text("batchId")));
    }

    private String judgePool(Given given) throws WardenException {
        String pool = given.text("pool");
        String asked = given.text("suspectAfter").strip();
        PoolThreshold now =
                core.warden().settings().suspectAfterOfPool(pool, asked.equalsIgnoreCase(BY_DEFAULT) ? null : asked);
        List<Problem> problems = core.warden().leases().scan().problems();
        String told = now == null
                ? "The leases of " + pool + " are judged as those of the other pools."
                : "The leases of " + pool + " are judged from an age of " + Durations.of(now.suspectAfter())
                        + " on until " + now.until().truncatedTo(ChronoUnit.SECONDS) + ".";
        return Stream.concat(Stream.of(told), problems.stream().map(Problem::toString))
                .collect(Collectors.joining(" "));
    }

    private List<String> report(Given given) throws WardenException {
        return kills.report(given.text("killId"));
    }

    private String sql(Given given) throws WardenException {
        long lease = given.number("leaseId");
        core.requireOwn(lease);
        return core.warden().leases().sqlText(lease);
    }

    private static Duration patience(Given given) {
        return Duration.ofSeconds(given.integer(ESCALATE_AFTER));
    }

    private static String token(Given given) {
        return given.text("previewToken");
    }
}
