package org.poolwarden.fleet.node;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.poolwarden.contract.Operation;
import org.poolwarden.fleet.FleetQuestion;
import org.poolwarden.fleet.NodeAnswer;
import org.poolwarden.fleet.Responder.Answer;
import org.poolwarden.mapping.ListMapper;
import org.poolwarden.mapping.StatusMapper;
import org.poolwarden.scan.Scan;

/** What a node tells of one scan, made as {@link LocalAnswers} makes it, without its threads and deadlines. */
public final class SimulatedAnswers {

    private static final Duration SCAN_EVERY = Duration.ofSeconds(15);

    private SimulatedAnswers() {}

    /** The question that each node asks the others for each of its scans. */
    public static FleetQuestion neighbours() {
        return OwnSessions.QUESTION;
    }

    /** Reads what the nodes told of their sessions, as {@link Neighbourhood} does for a scan. */
    public static int read(List<NodeAnswer> answers) {
        return answers.stream()
                .mapToInt(answer -> OwnSessions.read(
                                answer.node(), answer.told().items().get(0))
                        .sessions()
                        .size())
                .sum();
    }

    /** The question for the sums of all nodes. */
    public static FleetQuestion status() {
        return FleetService.STATUS;
    }

    /** By the names of the questions. */
    public static Map<String, Answer> of(Scan scan) {
        Map<String, Answer> answers = new HashMap<>();
        answers.put(
                status().name(),
                () -> ListMapper.kept(List.of(StatusMapper.of("1.0", "leaks were found", scan, List.of()))));
        answers.put(Operation.LIST_LEAKS.camelName(), () -> ListMapper.leases(scan, scan.leaks()));
        answers.put(Operation.LIST_LEASES.camelName(), () -> ListMapper.leases(scan, scan.rows()));
        answers.put(Operation.LIST_SESSIONS.camelName(), () -> ListMapper.sessions(scan));
        answers.put(
                neighbours().name(),
                () -> ListMapper.of(
                        scan,
                        List.of(OwnSessions.of(
                                scan, "shop", SCAN_EVERY, scan.at().plusSeconds(3)))));
        return answers;
    }
}
