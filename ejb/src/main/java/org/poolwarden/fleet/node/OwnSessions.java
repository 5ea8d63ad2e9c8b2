package org.poolwarden.fleet.node;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.fleet.FleetQuestion;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.Code;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.leak.neighbours.ToldNode;
import org.poolwarden.leak.neighbours.ToldSession;
import org.poolwarden.leak.waits.LeaseWords;
import org.poolwarden.scan.Scan;
import org.poolwarden.text.Clean;

/**
 * What a node tells the others of its own sessions: those of its pools, of its process, and those that it calls its
 * orphans. It is one record with a line for each session, for a fleet of many nodes asks each for a few items only.
 */
final class OwnSessions {

    static final FleetQuestion QUESTION = new FleetQuestion("ownSessions", Entity.FLEET_OWN_SESSIONS, true);

    /** No node tells more, and no more are kept of one. */
    static final int MAX = 1_000;

    /** Of so many leases at most a node tells who holds them: of those in the way of others, or behind them. */
    static final int MAX_HOLDERS = 50;

    /** No longer than that, in characters. */
    static final int MAX_WORDS = 200;

    private static final Pattern HOLDER = Pattern.compile("([0-9]{1,18}) (.+)");

    private static final String NONE = "-";

    /** {@code FREE/FREEPDB1 1,46,99 4711 LEAKED 7 java:/DS}: only the name of a pool may have a space. */
    private static final Pattern LINE = Pattern.compile(
            "([^ /]+)/([^ /]+) ([0-9]{1,9}),([0-9]{1,9}),([0-9]{1,9}) ([^ ]+) ([^ ]+) (-|[0-9]{1,18}) (.+)");

    private OwnSessions() {}

    /**
     * What this node tells.
     *
     * @param mark null if it has none
     * @param now by the clock that the scan's time is by
     */
    static EntityRecord of(Scan scan, String mark, Duration scanEvery, Instant now) {
        List<ClassifiedSession> own =
                scan.sessions().stream().filter(OwnSessions::isOwn).toList();
        return EntityRecord.of(Entity.OWN_SESSIONS)
                .set("process", Long.toString(ProcessHandle.current().pid()))
                .set(
                        "processStartTime",
                        Instant.ofEpochMilli(
                                ManagementFactory.getRuntimeMXBean().getStartTime()))
                .set("mark", mark)
                .set(
                        "machines",
                        own.stream()
                                .map(one -> one.session().machine())
                                .filter(Objects::nonNull)
                                .distinct()
                                .sorted()
                                .toList())
                .set("notKnown", scan.leasesRead() ? scan.unknown() : "its leases cannot be read")
                .set("scanEverySeconds", scanEvery.toSeconds())
                .set(
                        "scanAgeSeconds",
                        Math.max(0, Duration.between(scan.at(), now).toSeconds()))
                .set("sessionCount", own.size())
                .set(
                        "ownSessions",
                        own.stream()
                                .sorted(Comparator.comparing(one -> one.leaseId() == null))
                                .limit(MAX)
                                .map(OwnSessions::line)
                                .toList())
                .set(
                        "holders",
                        scan.rows().stream()
                                .filter(row ->
                                        row.session() != null && row.session().isInWait())
                                .limit(MAX_HOLDERS)
                                .map(row -> row.lease().id() + " " + Clean.line(LeaseWords.of(row.lease()), MAX_WORDS))
                                .toList())
                .build();
    }

    /** Whether this server has it open, or has left it behind. What another node has is that node's to tell. */
    private static boolean isOwn(ClassifiedSession one) {
        return one.owner() == null
                && (one.leaseId() != null
                        || one.pool() != null
                        || one.judgement().verdict() == Verdict.ORPHAN
                        || one.has(Code.OTHER_SOURCE));
    }

    private static String line(ClassifiedSession one) {
        Session session = one.session();
        return String.join(
                " ",
                session.id().toString(),
                session.spid() == null || session.spid().isBlank() ? NONE : session.spid(),
                one.judgement().verdict().name(),
                one.leaseId() == null ? NONE : one.leaseId().toString(),
                one.pool() == null ? NONE : one.pool());
    }

    /** What the node told. A line that this version cannot read is left out; then {@link #isWhole} is false. */
    static ToldNode read(String node, EntityRecord told) {
        Map<SessionId, ToldSession> sessions = new HashMap<>();
        Map<DatabaseId, DatabaseId> shared = new HashMap<>();
        Map<Long, String> holders = holders(told);
        lines(told, "ownSessions").stream()
                .limit(MAX)
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .forEach(line -> sessions.put(id(line, shared), session(line, holders)));
        Set<String> machines = new HashSet<>(lines(told, "machines"));
        return new ToldNode(
                node,
                (String) told.get("process"),
                (String) told.get("mark"),
                machines,
                sessions,
                seconds(told, "scanEverySeconds"));
    }

    /** How long before it was told the node had read it; as if just then if an older version does not tell. */
    static Duration scanAge(EntityRecord told) {
        return seconds(told, "scanAgeSeconds");
    }

    private static Duration seconds(EntityRecord told, String field) {
        return told.get(field) == null ? Duration.ZERO : Duration.ofSeconds((Long) told.get(field));
    }

    /** Whether the node knows all of its sessions, and has told of each. */
    static boolean isWhole(EntityRecord told, ToldNode read) {
        return told.get("notKnown") == null
                && Objects.equals(told.get("sessionCount"), read.sessions().size());
    }

    /** What tells the processes of a node apart. Empty if it does not tell. */
    static Optional<String> process(EntityRecord told) {
        return told.get("process") == null || told.get("processStartTime") == null
                ? Optional.empty()
                : Optional.of(told.get("process") + " since " + told.get("processStartTime"));
    }

    private static List<String> lines(EntityRecord told, String field) {
        return told.get(field) == null
                ? List.of()
                : ((List<?>) told.get(field)).stream().map(String.class::cast).toList();
    }

    /** The sessions of one database share its name. */
    private static SessionId id(Matcher line, Map<DatabaseId, DatabaseId> shared) {
        return new SessionId(
                shared.computeIfAbsent(new DatabaseId(line.group(1), line.group(2)), one -> one),
                Integer.parseInt(line.group(3)),
                Integer.parseInt(line.group(4)),
                Integer.parseInt(line.group(5)));
    }

    private static ToldSession session(Matcher line, Map<Long, String> holders) {
        Long lease = known(line.group(8)) == null ? null : Long.valueOf(line.group(8));
        return new ToldSession(
                known(line.group(6)),
                line.group(7),
                lease,
                known(line.group(9)),
                lease == null ? null : holders.get(lease));
    }

    /** Who holds which lease. Empty if an older version does not tell. */
    private static Map<Long, String> holders(EntityRecord told) {
        Map<Long, String> holders = new HashMap<>();
        lines(told, "holders").stream()
                .limit(MAX_HOLDERS)
                .map(HOLDER::matcher)
                .filter(Matcher::matches)
                .forEach(line -> holders.put(Long.valueOf(line.group(1)), Clean.line(line.group(2), MAX_WORDS)));
        return holders;
    }

    private static String known(String word) {
        return word.equals(NONE) ? null : word;
    }
}
