package org.poolwarden.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.poolwarden.admin.record.KillScript;
import org.poolwarden.admin.record.KillScript.Command;
import org.poolwarden.guard.jdbc.KillStatement;
import org.poolwarden.kill.Killer;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.Requester;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.scan.Scan;
import org.poolwarden.scan.Scans;
import org.poolwarden.text.Durations;

/** Writes the commands that a person runs. */
final class KillScriptWriter {

    private final Scans scans;
    private final KillStatement script;

    KillScriptWriter(Scans scans, String guardSchema) {
        this.scans = scans;
        this.script = new KillStatement(guardSchema);
    }

    /** @param leaseIds empty for every LEAKED one */
    KillScript write(List<Long> leaseIds, Requester requester) throws WardenException {
        if (leaseIds == null || requester == null) {
            throw new WardenException(Fault.BAD_REQUEST, Messages.LOG.requestIncomplete(), null);
        }
        Scan scan = scans.scan();
        Set<Long> wanted = Set.copyOf(leaseIds);
        List<Row> rows = scan.rows().stream()
                .filter(row -> wanted.isEmpty()
                        ? row.judgement().verdict() == Verdict.LEAKED
                        : wanted.contains(row.lease().id()))
                .toList();
        Set<Long> found = rows.stream().map(row -> row.lease().id()).collect(Collectors.toSet());
        for (long lease : leaseIds) {
            if (!found.contains(lease)) {
                throw new WardenException(Fault.NOT_FOUND, Messages.LOG.noSuchLease(lease), null);
            }
        }
        List<Command> commands =
                rows.stream().map(row -> command(row, requester)).toList();
        return new KillScript(
                scan.at(), commands, text(scan, commands), wanted.isEmpty() ? scan.problems() : List.of());
    }

    private Command command(Row row, Requester requester) {
        Lease lease = row.lease();
        SessionId session = lease.client() == null ? null : lease.client().session();
        String about = about(row);
        String refusal = refusal(row);
        if (refusal != null) {
            return new Command(lease.id(), session, about, null, null, null, refusal);
        }
        return new Command(
                lease.id(),
                session,
                about,
                script.classic(session),
                script.named(session, requester + ", by a copied command", about),
                script.raw(session),
                null);
    }

    /** Null if there is none. */
    private static String refusal(Row row) {
        Session session = row.session();
        if (row.judgement().verdict() == Verdict.UNMATCHED) {
            return Messages.LOG
                    .unmatched(
                            row.lease().id(), String.join("; ", row.judgement().reasons()))
                    .toString();
        }
        if (session == null) {
            SessionId wanted = row.lease().client().session();
            return Messages.LOG.noSuchSession(wanted.database(), wanted.key()).toString();
        }
        return Killer.refusal(session);
    }

    private static String about(Row row) {
        Lease lease = row.lease();
        return "lease " + lease.id() + " of " + lease.pool() + ", "
                + row.judgement().verdict() + ", "
                + Durations.of(lease.age()) + " old"
                + (row.session() == null
                        ? ""
                        : ", " + row.session().username()
                                + (row.session().machine() == null
                                        ? ""
                                        : "@" + row.session().machine()))
                + (lease.borrower().deployment() == null
                        ? ""
                        : ", by " + lease.borrower().deployment())
                + (lease.borrower().callSite() == null
                        ? ""
                        : " at " + lease.borrower().callSite());
    }

    private List<String> text(Scan scan, List<Command> commands) {
        List<String> lines = new ArrayList<>();
        lines.add(KillStatement.comment(
                "Commands to verify and run, as of the scan at " + scan.at() + ". Poolwarden has run none of them"));
        lines.add(KillStatement.comment("If a session has ended since, its command fails with -20902"));
        scan.problems().forEach(problem -> lines.add(KillStatement.comment(problem.toString())));
        if (commands.isEmpty()) {
            lines.add(KillStatement.comment(
                    scan.isComplete() ? "There is no LEAKED lease" : "No LEAKED lease is known. There may be some"));
            return lines;
        }
        lines.addAll(KillStatement.PREAMBLE);
        Map<String, List<Command>> byDatabase = commands.stream()
                .collect(Collectors.groupingBy(
                        command -> command.session() == null
                                ? "unknown"
                                : command.session().database().toString(),
                        TreeMap::new,
                        Collectors.toList()));
        byDatabase.forEach((database, ofIt) -> {
            lines.add("");
            lines.add(KillStatement.comment("In database " + database));
            ofIt.forEach(command -> add(command, lines));
        });
        return lines;
    }

    private static void add(Command command, List<String> lines) {
        lines.add(KillStatement.comment(command.about()));
        if (command.refusal() != null) {
            lines.add(KillStatement.comment("No command: " + command.refusal()));
            return;
        }
        lines.add(command.classic());
        lines.add("-- or, named: " + command.named());
        lines.add(command.raw());
    }
}
