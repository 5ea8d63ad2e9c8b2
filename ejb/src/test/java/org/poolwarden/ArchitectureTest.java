package org.poolwarden;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.sql.Statement;
import java.util.concurrent.locks.Lock;
import org.poolwarden.Drawing.Room;

/** The drawing of the core's rooms. A room may call those that its line names, and nobody else of ours. */
@AnalyzeClasses(
        packages = "org.poolwarden",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NotTheStandIn.class})
class ArchitectureTest {

    private static final String BASE = "org.poolwarden.";

    private static final String[] LEAVES = {"request", "logging", "contract", "json", "threads", "text", "linkage"};

    /** From the top down: an arrow never leads to a line above it. */
    private static final Drawing DRAWING = new Drawing(
            BASE,
            LEAVES,
            Room.of(
                    "jmx",
                    "jmx.open",
                    "fleet.node",
                    "transition",
                    "mapping",
                    "admin.*",
                    "kill.*",
                    "scan",
                    "settings",
                    "guard",
                    "pool",
                    "leak.*"),
            Room.of("jmx.open", "leak.*"),
            Room.of(
                    "fleet.node",
                    "fleet",
                    "fleet.turn",
                    "fleet.sharing",
                    "fleet.cluster",
                    "mapping",
                    "admin.*",
                    "caller",
                    "kill.*",
                    "scan",
                    "scan.sharing",
                    "settings",
                    "guard",
                    "leak.*"),
            Room.of("fleet.cluster", "fleet"),
            Room.of("fleet.sharing", "fleet", "scan.sharing", "guard", "leak.*"),
            Room.of("fleet.turn", "fleet", "kill.turn", "leak.evidence"),
            Room.of("fleet"),
            Room.of(
                    "mapping",
                    "admin.record",
                    "kill.batch",
                    "kill.preview",
                    "kill.record",
                    "scan",
                    "guard",
                    "pool",
                    "leak.*"),
            Room.of(
                    "admin",
                    "admin.record",
                    "caller",
                    "health",
                    "transition.*",
                    "kill.*",
                    "scan.*",
                    "settings",
                    "guard.*",
                    "pool.*",
                    "leak.*"),
            Room.of("admin.record", "kill.record", "guard", "leak.*"),
            Room.of("transition.detect", "transition", "kill.record", "scan", "pool", "leak.*"),
            Room.of("transition.log", "transition", "kill.record", "scan", "pool", "leak.*"),
            Room.of("transition.count", "transition", "kill.record", "scan", "leak.*"),
            Room.of("transition.jfr", "transition", "kill.record", "scan", "guard", "pool", "leak.*"),
            Room.of("transition", "kill.record", "scan", "pool", "leak.*"),
            Room.of("health", "scan", "pool", "leak.*"),
            Room.of("caller"),
            Room.of("kill.batch", "kill.preview", "kill", "kill.record", "kill.monitor", "scan", "guard", "leak.*"),
            Room.of("kill.preview", "kill", "kill.record", "scan", "scan.holdings", "guard", "pool", "leak.*"),
            Room.of(
                    "kill",
                    "kill.monitor",
                    "kill.record",
                    "kill.turn",
                    "scan",
                    "scan.holdings",
                    "settings",
                    "guard",
                    "pool",
                    "leak.*"),
            Room.of("kill.monitor", "kill.record", "scan", "settings", "guard", "pool", "leak.*"),
            Room.of("kill.record", "scan", "guard", "leak.*"),
            Room.of("kill.turn", "leak.evidence"),
            Room.of("scan.holdings", "scan", "guard", "leak.*"),
            Room.of("scan.timeline", "scan", "pool", "leak.*"),
            Room.of("scan", "scan.sharing", "guard", "guard.jdbc", "pool", "leak.*"),
            Room.of("scan.sharing", "guard", "leak.*"),
            Room.of("settings", "guard.jdbc", "pool", "leak.*"),
            Room.of("guard.jdbc", "guard", "leak.*"),
            Room.of("guard", "leak.*"),
            Room.of(
                    "pool.ironjacamar",
                    "pool.ironjacamar.reclaim",
                    "pool.ironjacamar.internals",
                    "pool.agroal",
                    "pool.tracking",
                    "pool.invocation",
                    "pool.site",
                    "pool.identity",
                    "pool",
                    "leak.*"),
            Room.of(
                    "pool.ironjacamar.reclaim",
                    "pool.ironjacamar.internals",
                    "pool.tracking",
                    "pool.identity",
                    "pool",
                    "leak.*"),
            Room.of("pool.ironjacamar.internals", "pool.tracking", "pool", "leak.*"),
            Room.of("pool.agroal", "pool"),
            Room.of("pool.tracking", "pool.invocation", "pool.site", "pool.identity", "pool", "leak.*"),
            Room.of("pool.invocation", "pool", "leak.*"),
            Room.of("pool.site"),
            Room.of("pool.identity", "pool", "leak.evidence"),
            Room.of("pool", "leak.*"),
            Room.of("leak", "leak.waits", "leak.neighbours", "leak.evidence"),
            Room.of("leak.neighbours", "leak.evidence"),
            Room.of("leak.waits", "leak.evidence"),
            Room.of("leak.evidence"),
            Room.of("request"),
            Room.of("json", "contract"),
            Room.of("threads", "logging"),
            Room.of("linkage"),
            Room.of("logging"));

    @ArchTest
    final ArchRule everyArrowIsInTheDrawing = classes().should(DRAWING.onlyHaveArrowsOfTheDrawing());

    @ArchTest
    final ArchRule noRoomIsCrowded = classes().should(DRAWING.liveInARoomOfAtMost(15));

    @ArchTest
    final ArchRule everyRoomSaysWhatItIsFor = classes().should(DRAWING.liveInARoomThatIsDescribed());

    @ArchTest
    final ArchRule noClassesOfDifferentRoomsDependOnEachOtherInACircle =
            classes().should(DRAWING.beFreeOfCircles());

    @ArchTest
    final ArchRule leakIsPureJava = classes()
            .that()
            .resideInAnyPackage("org.poolwarden.leak..", "org.poolwarden.text..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.poolwarden.leak..", "org.poolwarden.text..");

    @ArchTest
    final ArchRule reflectionIsForTheServersInternals = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "org.poolwarden.pool.ironjacamar..",
                    "org.poolwarden.pool.invocation..",
                    "org.poolwarden.pool.site..")
            .and(not(simpleName("DriverDoor"))) // asks the driver, whatever its version
            .and(not(simpleName("HealthReporter"))) // its module is not given to deployments
            .and(not(simpleName("DriverRecord"))) // reads what the driver keeps, as it answers under a lock only
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.lang.reflect..");

    @ArchTest
    final ArchRule methodHandlesAreForTheServersInternals = noClasses()
            .that()
            .resideOutsideOfPackages("org.poolwarden.pool.ironjacamar..", "org.poolwarden.linkage..")
            .and(not(simpleName("PhysicalConnection"))) // its version is a field that is written lazily
            .and(not(simpleName("DriverDoor"))) // at each checkout, without garbage
            .and(not(simpleName("NeutralStack"))) // leaves nothing of ours on the stack
            .and(not(simpleName("NeutralConnections")))
            .and(not(simpleName("MBeanRegistrar")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.lang.invoke..");

    /** So that a thread that cannot be started is told from a lack of memory, and each has our name and is a daemon. */
    @ArchTest
    final ArchRule onlyOneRoomMakesThreads = noClasses()
            .that()
            .resideOutsideOfPackage(BASE + "threads")
            .should()
            .callConstructorWhere(
                    JavaCall.Predicates.target(HasOwner.Predicates.With.owner(assignableTo(Thread.class))))
            .because("every thread is made by OwnThreads");

    /** A lock of the server may be held for as long as a database is silent. */
    @ArchTest
    final ArchRule noPoolIsWaitedForWithoutADeadline = noClasses()
            .that()
            .resideInAPackage("org.poolwarden.pool..")
            .should()
            .callMethodWhere(JavaCall.Predicates.target(HasOwner.Predicates.With.owner(assignableTo(Lock.class)))
                    .and(JavaCall.Predicates.target(HasName.Predicates.nameMatching("lock|lockInterruptibly"))))
            .because("a lock is tried with a deadline, and a monitor is entered by ForeignMonitor alone");

    @ArchTest
    final ArchRule onlyTheGuardSpeaksSql = noClasses()
            .that()
            .resideOutsideOfPackage("org.poolwarden.guard..")
            .and(not(simpleName("SessionQuery"))) // asks a connection who it is, where its driver does not tell
            .should()
            .dependOnClassesThat(assignableTo(Statement.class));

    /** It is no part of the core; a test has it on its class path. */
    static final class NotTheStandIn implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/org/poolwarden/standin/");
        }
    }
}
