package org.poolwarden.mapping;

import java.time.Instant;
import java.util.List;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.contract.Reply.RecordList;
import org.poolwarden.leak.Row;
import org.poolwarden.request.Node;
import org.poolwarden.request.Problem;
import org.poolwarden.scan.Scan;
import org.poolwarden.scan.ScanStatus;

/** Lists with what may be missing in them, as {@link RecordList}. A list is complete if no problem hides anything. */
public final class ListMapper {

    private ListMapper() {}

    /**
     * What was read from a pool or a database.
     *
     * @param readAt when; null if nothing has been read yet
     * @param problems what could not be read; two that are equal are listed once
     * @param items records of one entity, or lines
     */
    public static RecordList of(Instant readAt, List<Problem> problems, List<?> items) {
        return RecordList.of(
                Node.name(),
                problems.stream().noneMatch(Problem::hides),
                readAt,
                problems.stream().distinct().map(ProblemMapper::of).toList(),
                items);
    }

    /**
     * What was made from a scan.
     *
     * @param items records of one entity, or lines
     */
    public static RecordList of(Scan scan, List<?> items) {
        return of(scan.at(), scan.problems(), items);
    }

    /**
     * What was made from the last scan, for a reader who has waited for a newer one.
     *
     * @param items records of one entity, or lines
     */
    public static RecordList of(ScanStatus status, List<?> items) {
        return of(status.scan() == null ? null : status.scan().at(), status.problems(), items);
    }

    /**
     * What Poolwarden itself keeps: nothing can be missing in it.
     *
     * @param items records of one entity, or lines
     */
    public static RecordList kept(List<?> items) {
        return of(Instant.now(), List.of(), items);
    }

    /** Leases of a scan. */
    public static RecordList leases(Scan scan, List<Row> rows) {
        return of(scan, rows.stream().map(LeaseMapper::of).toList());
    }

    /** The sessions of a scan. */
    public static RecordList sessions(Scan scan) {
        return of(scan, scan.sessions().stream().map(SessionMapper::of).toList());
    }

    /** The problems of a scan: they are the items, and no problem of the list. */
    public static RecordList problems(Scan scan) {
        List<EntityRecord> found =
                scan.problems().stream().distinct().map(ProblemMapper::of).toList();
        return RecordList.of(Node.name(), true, scan.at(), List.of(), found);
    }
}
