package org.poolwarden.mapping;

import java.util.List;
import org.poolwarden.admin.record.Explanation;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.guard.SessionDetail;
import org.poolwarden.leak.evidence.Holdings;
import org.poolwarden.leak.evidence.HoldingsTrend;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.waits.Waits;

/**
 * Explanations as {@link Entity#EXPLANATION}. The record contains the SQL; each interface has to hide it from readers
 * who are no operators.
 */
public final class ExplanationMapper {

    private ExplanationMapper() {}

    /** The explanation, SQL included. Never null. */
    public static EntityRecord of(Explanation explanation) {
        Session session = explanation.row().shownSession();
        SessionDetail detail = explanation.detail();
        Waits waits = explanation.row().waits();
        EntityRecord.Builder record = EntityRecord.of(Entity.EXPLANATION);
        held(record, explanation.holdings());
        return record.setAll(LeaseMapper.of(explanation.row()))
                .set("scanTime", explanation.at())
                .set("traceUrl", explanation.traceUrl())
                .set("checkoutStack", explanation.row().lease().borrower().stackThen())
                .set("currentStack", explanation.row().stackNow())
                .set("waitClass", detail == null ? null : Values.text(detail.waitClass()))
                .set("waiters", detail == null ? null : waiters(detail))
                .set("finalBlocker", waits.blocker())
                .set("waitTree", waits.tree())
                .set("freesText", waits.frees() == null ? null : waits.frees().toString())
                .set("logonTime", session == null ? null : session.logonTime())
                .set(
                        "killId",
                        explanation.kill() == null ? null : explanation.kill().id())
                .set("problems", Values.lines(explanation.problems()))
                .set("sqlText", Values.text(explanation.sqlText()))
                .build();
    }

    private static void held(EntityRecord.Builder record, HoldingsTrend trend) {
        boolean known = trend != null;
        boolean grown = known && trend.over() != null;
        record.set("openCursors", known ? trend.now().cursors() : null)
                .set("cursorStatements", known ? statements(trend.now()) : null)
                .set("tempBlocks", known ? trend.now().tempBlocks() : null)
                .set("tempLobBlocks", known ? trend.now().lobBlocks() : null)
                .set("memoryBytes", known ? trend.now().memoryBytes() : null)
                .set("openCursorsGrowth", known ? trend.growth(Holdings::cursors) : null)
                .set("tempBlocksGrowth", known ? trend.growth(Holdings::tempBlocks) : null)
                .set("memoryBytesGrowth", known ? trend.growth(Holdings::memoryBytes) : null)
                .set("growthSeconds", grown ? trend.over().toSeconds() : null)
                .set("holdingsText", known ? trend.toString() : null);
    }

    private static List<String> statements(Holdings held) {
        return held.statements().stream().map(Holdings.Statement::toString).toList();
    }

    private static List<String> waiters(SessionDetail detail) {
        return detail.waiters().stream().map(SessionDetail.Waiter::toString).toList();
    }
}
