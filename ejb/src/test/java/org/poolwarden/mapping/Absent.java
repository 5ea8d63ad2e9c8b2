package org.poolwarden.mapping;

import java.time.Duration;
import java.util.List;
import org.poolwarden.admin.record.AuditedKill;
import org.poolwarden.admin.record.Explanation;
import org.poolwarden.admin.record.SessionOwner;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.guard.AuditEntry;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.batch.Batch;
import org.poolwarden.kill.batch.BatchPreview;
import org.poolwarden.kill.preview.Preview;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.kill.record.Milestones;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.Judgement;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.Borrower;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.request.Problem;
import org.poolwarden.request.Requester;
import org.poolwarden.scan.Samples;

/** Everything, of which as little is known as there can be. */
public final class Absent {

    private static final Judgement JUDGEMENT =
            new Judgement(Verdict.UNMATCHED, Judgement.Proof.NONE, List.of("there is no guard"));

    private static final Session MASKED = Samples.masked(Known.ID, "SYS", Session.Access.PROTECTED);

    private static final Row ROW = new Row(
            new Lease(
                    7,
                    "java:/ShopDS",
                    Known.NOW,
                    Duration.ofHours(1),
                    Borrower.UNKNOWN,
                    null,
                    1,
                    Lease.Transaction.NONE),
            MASKED,
            JUDGEMENT);

    private static final Requester OPS = new Requester("ops", "JMX", null);

    private static final Kill KILL = new Kill(
            "k-2",
            null,
            new Row(Lease.none(null, Known.NOW), MASKED, JUDGEMENT),
            new KillRequest(0, KillMode.IMMEDIATE, OPS, "it leaks"),
            KillMode.IMMEDIATE,
            Kill.SessionState.REQUESTED,
            Kill.SlotState.NONE,
            new Milestones(null, null, null),
            null,
            0,
            "It waits",
            List.of(),
            null,
            List.of(new Kill.Step(Known.NOW, Kill.SessionState.REQUESTED, Kill.SlotState.NONE, "Requested")));

    private Absent() {}

    /** A record of each entity. Where a thing can lack its facts in two ways, both are there. */
    public static List<EntityRecord> records() {
        PoolStatus agroal = new PoolStatus("java:/Agroal", PoolStatus.Kind.AGROAL, -1, -1, -1);
        return List.of(
                PoolMapper.of(agroal),
                LeaseMapper.of(ROW),
                LeaseMapper.of(new Row(ROW.lease(), null, JUDGEMENT)),
                ExplanationMapper.of(new Explanation(Known.NOW, ROW, null, null, null, List.of())),
                SessionMapper.of(new ClassifiedSession(MASKED, null, null, JUDGEMENT)),
                OwnerMapper.of(new SessionOwner(
                        Known.NOW, Known.ID, new ClassifiedSession(MASKED, null, null, JUDGEMENT), null, List.of())),
                PreviewMapper.of(new Preview(
                        new Row(Lease.none(null, Known.NOW), MASKED, JUDGEMENT),
                        false,
                        Preview.GuardSays.UNKNOWN,
                        null,
                        null,
                        List.of("It was not asked."))),
                PreviewMapper.of(new BatchPreview(Known.NOW, false, List.of(), List.of("None."), List.of())),
                KillMapper.of(KILL),
                BatchMapper.of(new Batch(
                        "b-2",
                        Known.NOW,
                        "leases [7]",
                        OPS,
                        "it leaks",
                        Batch.State.DONE,
                        0,
                        "There is nothing",
                        List.of())),
                AuditMapper.of(List.of(new AuditedKill(audit(null), true)), List.of(KILL))
                        .get(0),
                AuditMapper.of(List.of(new AuditedKill(audit(" "), true)), List.of(KILL))
                        .get(0),
                ProblemMapper.of(new Problem("PWARDEN0102", "this server", "The pools cannot be read.", null)),
                ListMapper.of(null, List.of(Known.PROBLEM), List.of()).head(),
                StatusMapper.of("1.0", "All is well", null, List.of()),
                PoolMapper.of(agroal, null));
    }

    private static AuditEntry audit(String unknown) {
        return new AuditEntry(
                Known.DATABASE,
                5,
                null,
                unknown,
                unknown,
                unknown,
                unknown,
                "CHECK",
                unknown,
                unknown,
                unknown,
                unknown,
                unknown,
                unknown,
                unknown,
                unknown,
                unknown,
                "DENIED",
                null,
                null,
                unknown,
                null);
    }
}
