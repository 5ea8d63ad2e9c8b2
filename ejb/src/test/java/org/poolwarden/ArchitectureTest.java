package org.poolwarden;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.sql.Statement;

/** Who may know whom. The core's rooms and the one direction between them. */
@AnalyzeClasses(
        packages = "org.poolwarden",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NotTheStandIn.class})
class ArchitectureTest {

    private static final String POOL = "org.poolwarden.pool..";
    private static final String ORACLE = "org.poolwarden.oracle..";
    private static final String LEAK = "org.poolwarden.leak..";
    private static final String ADMIN = "org.poolwarden.admin..";
    private static final String MANAGEMENT = "org.poolwarden.management..";
    private static final String LOGGING = "org.poolwarden.logging..";

    @ArchTest
    final ArchRule leakIsPureJava = classes()
            .that()
            .resideInAPackage(LEAK)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", LEAK);

    @ArchTest
    final ArchRule poolKnowsNeitherOracleNorWhoAsks = noClasses()
            .that()
            .resideInAPackage(POOL)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ORACLE, ADMIN, MANAGEMENT);

    @ArchTest
    final ArchRule oracleKnowsNeitherThePoolNorWhoAsks = noClasses()
            .that()
            .resideInAPackage(ORACLE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(POOL, ADMIN, MANAGEMENT);

    @ArchTest
    final ArchRule nobodyInTheCoreKnowsManagement = noClasses()
            .that()
            .resideOutsideOfPackage(MANAGEMENT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(MANAGEMENT);

    @ArchTest
    final ArchRule loggingKnowsNoRoom = noClasses()
            .that()
            .resideInAPackage(LOGGING)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(POOL, ORACLE, ADMIN, MANAGEMENT)
            .allowEmptyShould(true);

    @ArchTest
    final ArchRule onlyPoolReflects = noClasses()
            .that()
            .resideOutsideOfPackage(POOL)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.lang.reflect..");

    /** JBoss Logging wants a lookup to make a message logger. */
    @ArchTest
    final ArchRule onlyPoolHasMethodHandles = noClasses()
            .that()
            .resideOutsideOfPackages(POOL, LOGGING)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.lang.invoke..");

    @ArchTest
    final ArchRule onlyOracleSpeaksSql = noClasses()
            .that()
            .resideOutsideOfPackage(ORACLE)
            .should()
            .dependOnClassesThat(assignableTo(Statement.class));

    @ArchTest
    final ArchRule noRoomsDependOnEachOtherInACircle =
            slices().matching("org.poolwarden.(*)..").should().beFreeOfCycles();

    /** It is no part of the core; a test has it on its class path. */
    static final class NotTheStandIn implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/org/poolwarden/standin/");
        }
    }
}
