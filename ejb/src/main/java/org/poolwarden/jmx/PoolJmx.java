package org.poolwarden.jmx;

import static javax.management.MBeanOperationInfo.INFO;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.openmbean.OpenType;
import org.poolwarden.jmx.open.OpenBean;
import org.poolwarden.jmx.open.OpenBean.Attr;
import org.poolwarden.jmx.open.OpenBean.Op;
import org.poolwarden.jmx.open.Types;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.scan.Scan;

/** The MBean of one pool, {@code org.poolwarden:type=DataSource,name="java:jboss/datasources/ShopDS"}. */
final class PoolJmx {

    private PoolJmx() {}

    static ObjectName name(String pool) {
        try {
            return new ObjectName("org.poolwarden:type=DataSource,name=" + ObjectName.quote(pool));
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(pool, e);
        }
    }

    static OpenBean of(ManagementContext core, String pool) {
        return new OpenBean(
                PoolJmx.class.getName(),
                "The pool " + pool + ": what is checked out of it, and what of that looks leaked.",
                List.of(
                        counted(core, pool, "Name", Types.TEXT, "The pool's JNDI name.", PoolStatus::name),
                        counted(
                                core,
                                pool,
                                "Kind",
                                Types.TEXT,
                                "LOCAL, XA, or AGROAL or UNSUPPORTED, of which no lease can be read.",
                                status -> status.kind().name()),
                        counted(core, pool, "Max", Types.INT, "The most connections it may hold.", PoolStatus::max),
                        counted(
                                core,
                                pool,
                                "InUse",
                                Types.INT,
                                "Connections that are checked out, now; -1 if it does not count.",
                                PoolStatus::inUse),
                        counted(
                                core,
                                pool,
                                "Available",
                                Types.INT,
                                "Checkouts that would succeed at once, now; read after InUse, so the two need not add"
                                        + " up. -1 if it does not count.",
                                PoolStatus::available),
                        counted(
                                core,
                                pool,
                                "WaitingThreads",
                                Types.INT,
                                "Threads that wait for a checkout, now, an estimate; null if it does not tell.",
                                PoolShape::waitingThreads),
                        scanned(
                                core,
                                "LastScanTime",
                                Types.TIME,
                                "When the last scan began",
                                scan -> Types.date(scan.at())),
                        scanned(
                                core,
                                "LeaseCount",
                                Types.INT,
                                "Leases of it that the last scan saw",
                                scan -> count(scan, pool, null)),
                        verdict(core, pool, "SuspectCount", Verdict.SUSPECT),
                        verdict(core, pool, "LeakedCount", Verdict.LEAKED),
                        verdict(core, pool, "ZombieCount", Verdict.ZOMBIE),
                        scanned(
                                core,
                                "OldestLeaseSeconds",
                                Types.LONG,
                                "Age of its oldest lease in seconds, 0 without one, as the last scan saw it",
                                scan -> rows(scan, pool)
                                        .mapToLong(row -> row.lease().age().toSeconds())
                                        .max()
                                        .orElse(0))),
                List.of(
                        new Op(
                                "listLeases",
                                INFO,
                                LeaseShape.SHAPE.table(),
                                "Every lease of this pool with its verdict, the oldest first. Asks the databases.",
                                List.of(),
                                arguments -> LeaseShape.SHAPE.table(
                                        rows(core.warden().listLeases(), pool).toList())),
                        new Op(
                                "listLeaks",
                                INFO,
                                LeaseShape.SHAPE.table(),
                                "Its leases that are SUSPECT, LEAKED or ZOMBIE. Asks the databases.",
                                List.of(),
                                arguments -> LeaseShape.SHAPE.table(
                                        rows(core.warden().listLeaks(), pool).toList()))));
    }

    private static Attr verdict(ManagementContext core, String pool, String name, Verdict verdict) {
        return scanned(
                core,
                name,
                Types.INT,
                "Leases of it with the verdict " + verdict + " at the last scan",
                scan -> count(scan, pool, verdict));
    }

    private static Attr counted(
            ManagementContext core,
            String pool,
            String name,
            OpenType<?> type,
            String text,
            Function<PoolStatus, Object> value) {
        return new Attr(
                name,
                type,
                text,
                () -> core.warden().listPools().stream()
                        .filter(status -> status.name().equals(pool))
                        .findFirst()
                        .map(value)
                        .orElse(null),
                null);
    }

    private static Attr scanned(
            ManagementContext core, String name, OpenType<?> type, String text, Function<Scan, Object> value) {
        return new Attr(
                name,
                type,
                text + "; LastScanTime says when that was. Null before the first.",
                () -> core.warden().lastScan().map(value).orElse(null),
                null);
    }

    private static int count(Scan scan, String pool, Verdict verdict) {
        return Math.toIntExact(rows(scan, pool)
                .filter(row -> verdict == null || row.judgement().verdict() == verdict)
                .count());
    }

    private static Stream<Row> rows(Scan scan, String pool) {
        return scan.rows().stream().filter(row -> row.lease().pool().equals(pool));
    }
}
