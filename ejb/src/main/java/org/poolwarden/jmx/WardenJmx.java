package org.poolwarden.jmx;

import static org.poolwarden.jmx.open.Types.INT;
import static org.poolwarden.jmx.open.Types.LINES;
import static org.poolwarden.jmx.open.Types.LONG;
import static org.poolwarden.jmx.open.Types.TEXT;
import static org.poolwarden.jmx.open.Types.TIME;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.Function;
import javax.management.MBeanNotificationInfo;
import javax.management.Notification;
import javax.management.openmbean.OpenType;
import org.poolwarden.jmx.open.OpenBean;
import org.poolwarden.jmx.open.OpenBean.Attr;
import org.poolwarden.jmx.open.Types;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.leak.Verdict;
import org.poolwarden.scan.Scan;
import org.poolwarden.settings.Setting;
import org.poolwarden.settings.TunableSettings;

/**
 * The MBean of Poolwarden, {@value #NAME}. No attribute asks a database or carries SQL text: every management user can
 * read attributes, and consoles read all of them every few seconds.
 */
final class WardenJmx {

    static final String NAME = "org.poolwarden:type=Warden";

    private static final String TEXT_OF_BEAN =
            "Poolwarden: the connections that applications have checked out of this server's pools, each with its"
                    + " database session, and the way to end a leaked one.";

    private WardenJmx() {}

    static OpenBean of(ManagementContext core) {
        List<OpenBean.Op> operations = new ArrayList<>(ReadOperations.of(core));
        operations.addAll(HistoryOperations.of(core));
        operations.addAll(ActOperations.of(core));
        return new OpenBean(
                WardenJmx.class.getName(),
                TEXT_OF_BEAN,
                attributes(core),
                operations,
                new MBeanNotificationInfo(
                        NotificationPublisher.TYPES.toArray(String[]::new),
                        Notification.class.getName(),
                        "One for each transition that was seen: of a lease from scan to scan, of a kill, of a pool."
                                + " The user data is the lease, the kill or the pool."));
    }

    private static List<Attr> attributes(ManagementContext core) {
        return List.of(
                read("Version", TEXT, "The version of Poolwarden.", core::version),
                read(
                        "Status",
                        TEXT,
                        "Whether leases can be read, which guards answered last, and what to do if not. Asks no"
                                + " database.",
                        () -> core.status().status()),
                tuned(
                        core,
                        "Tracking",
                        TEXT,
                        "What is recorded of each checkout: OFF (nothing), STAMP (the thread), SITES (and the place)."
                                + " Can be set while the server runs, for every pool and until the next deployment.",
                        Setting.TRACKING,
                        tunables -> tunables.tracking().name()),
                tuned(
                        core,
                        "SuspectAfterSeconds",
                        LONG,
                        "A lease that is older, in seconds, and whose session idles is a SUSPECT. Can be set until the"
                                + " next deployment.",
                        Setting.SUSPECT_AFTER,
                        seconds(TunableSettings::suspectAfter)),
                tuned(
                        core,
                        "BusyGraceSeconds",
                        LONG,
                        "A session that was active less than so many seconds ago still counts as BUSY. Can be set"
                                + " until the next deployment.",
                        Setting.BUSY_GRACE,
                        seconds(TunableSettings::busyGrace)),
                tuned(
                        core,
                        "ScanEverySeconds",
                        LONG,
                        "Seconds between two scans when nobody asks for one. Notifications of leases come"
                                + " from scans. Can be set until the next deployment.",
                        Setting.SCAN_EVERY,
                        seconds(TunableSettings::scanEvery)),
                scanned(core, "LastScanTime", TIME, "When the last scan began", scan -> Types.date(scan.at())),
                scanned(
                        core,
                        "LastScanMillis",
                        LONG,
                        "How long the last scan took, in milliseconds",
                        scan -> scan.took().toMillis()),
                scanned(
                        core,
                        "LastScanProblems",
                        LINES,
                        "What the last scan could not see and what to do about it",
                        scan -> Types.array(scan.problems())),
                scanned(
                        core,
                        "LeaseCount",
                        INT,
                        "Connections that were checked out at the last scan",
                        scan -> scan.rows().size()),
                verdict(core, "SuspectCount", Verdict.SUSPECT),
                verdict(core, "LeakedCount", Verdict.LEAKED),
                verdict(core, "ZombieCount", Verdict.ZOMBIE),
                verdict(core, "UnmatchedCount", Verdict.UNMATCHED),
                read(
                        "RunningKillCount",
                        INT,
                        "Kills that are not over, now.",
                        () -> Math.toIntExact(core.warden().kills().stream()
                                .filter(kill -> !kill.isOver())
                                .count())),
                read("KillCount", INT, "Kills that are remembered, now.", () -> core.warden()
                        .kills()
                        .size()),
                read(
                        "LastKillTime",
                        TIME,
                        "When the newest kill was asked for; null for none.",
                        () -> core.warden().kills().stream()
                                .findFirst()
                                .map(WardenJmx::asked)
                                .orElse(null)));
    }

    private static Date asked(Kill kill) {
        return kill.steps().isEmpty() ? null : Types.date(kill.steps().get(0).at());
    }

    private static Attr verdict(ManagementContext core, String name, Verdict verdict) {
        return scanned(
                core,
                name,
                INT,
                "Leases with the verdict " + verdict + " at the last scan",
                scan -> Math.toIntExact(scan.rows().stream()
                        .filter(row -> row.judgement().verdict() == verdict)
                        .count()));
    }

    private static Attr scanned(
            ManagementContext core, String name, OpenType<?> type, String text, Function<Scan, Object> value) {
        return read(name, type, text + "; LastScanTime says when that was. Null before the first.", () -> core.warden()
                .lastScan()
                .map(value)
                .orElse(null));
    }

    private static Attr tuned(
            ManagementContext core,
            String name,
            OpenType<?> type,
            String text,
            Setting setting,
            Function<TunableSettings, Object> value) {
        return new Attr(name, type, text, () -> value.apply(core.warden().tunables()), given -> core.warden()
                .tune(setting, given.toString(), core.requester()));
    }

    private static Function<TunableSettings, Object> seconds(Function<TunableSettings, Duration> value) {
        return tunables -> value.apply(tunables).toSeconds();
    }

    private static Attr read(String name, OpenType<?> type, String text, OpenBean.Get get) {
        return new Attr(name, type, text, get, null);
    }
}
