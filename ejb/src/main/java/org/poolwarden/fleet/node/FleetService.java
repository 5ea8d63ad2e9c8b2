package org.poolwarden.fleet.node;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.poolwarden.caller.Callers;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.contract.Field;
import org.poolwarden.contract.Operation;
import org.poolwarden.contract.Reply;
import org.poolwarden.contract.Reply.RecordList;
import org.poolwarden.fleet.Fleet;
import org.poolwarden.fleet.FleetQuestion;
import org.poolwarden.fleet.NodeAnswer;
import org.poolwarden.fleet.NodeAnswer.Told;
import org.poolwarden.logging.Messages;
import org.poolwarden.mapping.ProblemMapper;
import org.poolwarden.request.Blank;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.threads.DeadlineQuery;
import org.poolwarden.threads.Patience;

/**
 * Joins what the nodes tell. A question is put by a thread of ours, once for all who ask the same; who finds no place
 * to wait gets what was told last.
 */
record FleetService(Nodes nodes, DeadlineQuery questions, Patience patience, Callers callers) implements FleetAdmin {

    static final FleetQuestion STATUS = new FleetQuestion(LocalAnswers.STATUS, Entity.FLEET_STATUS);

    /** A status of this age is asked for again. Consoles read attributes every few seconds. */
    private static final Duration OLD = Duration.ofSeconds(3);

    /** What was told before is no part of a sum, which nobody may take for what is so now. */
    private static final Duration TOO_OLD = Duration.ofMinutes(1);

    /** What is known of a member without its status. */
    private static final Set<String> NOT_TOLD = Set.of("node", "answer", "answerTime", "answerAgeSeconds", "trouble");

    @Override
    public EntityRecord status() {
        List<Problem> missing = nodes.obstacles();
        Fleet now = nodes.fleet();
        List<NodeAnswer> told = now.lastTold(STATUS);
        if (told.isEmpty() || told.stream().anyMatch(answer -> isOlder(answer, OLD))) {
            begin(now);
        }
        boolean known = !told.stream().allMatch(answer -> isOlder(answer, TOO_OLD));
        List<NodeAnswer> answers = withMissing(now, told);
        EntityRecord.Builder record = EntityRecord.of(Entity.FLEET)
                .set("node", now.self())
                .set("transport", now.kind().name())
                .set("membership", nodes.state().name())
                .set("memberCount", known ? answers.size() : null)
                .set("answeredCount", known ? answered(answers) : null)
                .set("silentNodes", known ? silent(answers, missing) : null)
                .set("answerAgeSeconds", known ? oldest(answers) : null);
        for (Field field : Entity.FLEET.fields()) {
            if (Entity.FLEET_STATUS.fields().stream().anyMatch(own -> own.name().equals(field.name()))
                    && !field.name().equals("node")) {
                record.set(field.name(), missing.isEmpty() ? sum(answers, field.name()) : null);
            }
        }
        return record.build();
    }

    @Override
    public RecordList listMembers() throws WardenException {
        List<Problem> obstacles = nodes.obstacles();
        List<NodeAnswer> answers = ask(STATUS);
        return list(
                answers,
                answers.stream().map(answer -> member(answer, status(answer))).toList(),
                Stream.concat(obstacles.stream(), answers.stream().flatMap(answer -> answer.trouble().stream()))
                        .toList(),
                answers.stream().allMatch(NodeAnswer::isAnswered));
    }

    @Override
    public RecordList list(Operation operation, String node) throws WardenException {
        return listWithNodes(operation, node).list();
    }

    @Override
    public ListOfNodes listWithNodes(Operation operation) throws WardenException {
        return listWithNodes(operation, null);
    }

    private ListOfNodes listWithNodes(Operation operation, String node) throws WardenException {
        Reply reply = operation.replyOfFleet();
        if (reply == null) {
            throw new WardenException(Fault.BAD_REQUEST, Messages.LOG.notOfAllNodes(operation.camelName()), null);
        }
        List<Problem> obstacles = nodes.obstacles();
        List<NodeAnswer> all = ask(new FleetQuestion(operation.camelName(), reply.entity()));
        String wanted = Blank.toNull(node);
        List<NodeAnswer> answers = all.stream()
                .filter(answer -> wanted == null || wanted.equals(answer.node()))
                .toList();
        if (answers.isEmpty()) {
            List<String> known = all.stream().map(NodeAnswer::node).toList();
            Problem none = Messages.LOG.noSuchNode(wanted, known);
            List<Problem> why =
                    Stream.concat(Stream.of(none), obstacles.stream()).toList();
            throw new WardenException(obstacles.isEmpty() ? Fault.NOT_FOUND : Fault.UNAVAILABLE, why, null);
        }
        List<EntityRecord> items = new ArrayList<>();
        List<Problem> problems = new ArrayList<>(obstacles);
        problems.removeIf(obstacle -> wanted != null && !isOf(wanted, obstacle));
        boolean complete = true;
        for (NodeAnswer answer : answers) {
            problems.addAll(answer.trouble());
            Told told = answer.told();
            if (told != null) {
                items.addAll(told.items());
                problems.addAll(told.problems());
            }
            complete &= answer.isAnswered() && told.complete();
        }
        return new ListOfNodes(
                list(answers, items, problems, complete),
                answers.stream().map(answer -> member(answer, null)).toList());
    }

    @Override
    public boolean isAlone() {
        return nodes.state() != Nodes.State.JOINED && nodes.obstacles().isEmpty();
    }

    @Override
    public FleetKills kills() {
        return new FleetKills(nodes::fleet, questions, patience, callers);
    }

    private RecordList list(
            List<NodeAnswer> answers, List<EntityRecord> items, List<Problem> problems, boolean complete) {
        Instant oldest = answers.stream()
                .map(NodeAnswer::told)
                .filter(Objects::nonNull)
                .map(Told::readAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        return RecordList.ofFleet(
                nodes.fleet().self(),
                complete && problems.stream().noneMatch(Problem::hides),
                oldest,
                answers.size(),
                answered(answers),
                problems.stream().distinct().map(ProblemMapper::of).toList(),
                items);
    }

    /** Whether the node may be mistaken for another of that name: the others of a name have a number behind it. */
    private static boolean isOf(String node, Problem obstacle) {
        return node.equals(obstacle.subject()) || node.startsWith(obstacle.subject() + "#");
    }

    /** @throws WardenException NOT_YET or UNAVAILABLE if nobody has told anything yet */
    private List<NodeAnswer> ask(FleetQuestion question) throws WardenException {
        Fleet now = nodes.fleet();
        try {
            return withMissing(
                    now, questions.ask(callers.asker(), List.of(now, question), () -> now.ask(question), patience));
        } catch (WardenException e) {
            List<NodeAnswer> last = now.lastTold(question);
            if (last.isEmpty()) {
                throw e.fault() == Fault.NOT_YET
                        ? new WardenException(Fault.NOT_YET, Messages.LOG.nodesNotYet(), e)
                        : e;
            }
            Messages.LOG.debug("The other nodes are being asked already", e);
            return withMissing(now, last.stream().map(FleetService::ifNotOld).toList());
        }
    }

    /** For the next reader. */
    private void begin(Fleet now) {
        try {
            questions.askAnew(List.of(now, STATUS), () -> now.ask(STATUS));
        } catch (WardenException e) {
            Messages.LOG.debug("The other nodes are being asked already", e);
        }
    }

    private static List<String> silent(List<NodeAnswer> answers, List<Problem> missing) {
        return Stream.concat(
                        missing.stream().map(Problem::toString),
                        answers.stream()
                                .filter(answer -> !answer.isAnswered())
                                .map(answer -> answer.node() + ": " + Problem.line(answer.trouble())))
                .toList();
    }

    /** A node that has come since is one that has not answered: a list without it must not be called complete. */
    private static List<NodeAnswer> withMissing(Fleet now, List<NodeAnswer> told) {
        if (told.isEmpty()) {
            return told;
        }
        Set<String> known = told.stream().map(NodeAnswer::node).collect(Collectors.toSet());
        return Stream.concat(
                        told.stream(),
                        now.members().stream()
                                .filter(node -> !known.contains(node))
                                .map(node -> silent(node, null, null)))
                .sorted(Comparator.comparing(NodeAnswer::node))
                .toList();
    }

    /** An old answer is none: what has happened to its node since is not known. */
    private static NodeAnswer ifNotOld(NodeAnswer answer) {
        return answer.isAnswered() && isOlder(answer, OLD)
                ? silent(answer.node(), answer.told(), answer.age())
                : answer;
    }

    private static NodeAnswer silent(String node, Told told, Duration age) {
        return new NodeAnswer(node, NodeAnswer.Outcome.SILENT, told, age, List.of(Messages.LOG.nodeSilent(node)));
    }

    private static boolean isOlder(NodeAnswer answer, Duration than) {
        return answer.age() == null || answer.age().compareTo(than) > 0;
    }

    /** In seconds. Null if a node has never answered. */
    private static Long oldest(List<NodeAnswer> answers) {
        return answers.stream().anyMatch(answer -> answer.age() == null)
                ? null
                : answers.stream()
                        .map(NodeAnswer::age)
                        .max(Comparator.naturalOrder())
                        .map(Duration::toSeconds)
                        .orElse(null);
    }

    private static int answered(List<NodeAnswer> answers) {
        return Math.toIntExact(answers.stream().filter(NodeAnswer::isAnswered).count());
    }

    /** Null if a node has not told its part of late: a sum without it would be too small. */
    private static Integer sum(List<NodeAnswer> answers, String field) {
        List<Object> parts = new ArrayList<>();
        answers.forEach(answer -> parts.add(
                isOlder(answer, TOO_OLD) || status(answer) == null
                        ? null
                        : status(answer).get(field)));
        return parts.isEmpty() || parts.contains(null)
                ? null
                : parts.stream().mapToInt(Integer.class::cast).sum();
    }

    /** @param status what the node has told of itself; null if that is not known */
    private static EntityRecord member(NodeAnswer answer, EntityRecord status) {
        EntityRecord.Builder record = EntityRecord.of(Entity.MEMBER)
                .set("node", answer.node())
                .set("answer", answer.outcome().name())
                .set("answerTime", answer.told() == null ? null : answer.told().at())
                .set(
                        "answerAgeSeconds",
                        answer.age() == null ? null : answer.age().toSeconds())
                .set("trouble", answer.trouble().stream().map(Problem::toString).toList());
        Entity.MEMBER.fields().stream()
                .map(Field::name)
                .filter(name -> !NOT_TOLD.contains(name))
                .forEach(name -> record.set(name, status == null ? null : status.get(name)));
        return record.build();
    }

    /** What the node told of itself. Null if it never did. */
    private static EntityRecord status(NodeAnswer answer) {
        return answer.told() == null || answer.told().items().isEmpty()
                ? null
                : answer.told().items().get(0);
    }
}
