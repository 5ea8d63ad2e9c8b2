package org.poolwarden.console;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The drawing of the console. The core is not part of it: the console only calls the core. */
@AnalyzeClasses(packages = "org.poolwarden.console", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final int LIMIT = 15;

    @ArchTest
    final ArchRule everyArrowIsInTheDrawing = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("org.poolwarden.console..")
            .layer("pages")
            .definedBy("org.poolwarden.console")
            .layer("api")
            .definedBy("org.poolwarden.console.api")
            .layer("fleet")
            .definedBy("org.poolwarden.console.fleet")
            .layer("list")
            .definedBy("org.poolwarden.console.list")
            .layer("overview")
            .definedBy("org.poolwarden.console.overview")
            .layer("export")
            .definedBy("org.poolwarden.console.export")
            .layer("view")
            .definedBy("org.poolwarden.console.view")
            .layer("page")
            .definedBy("org.poolwarden.console.page")
            .layer("web")
            .definedBy("org.poolwarden.console.web")
            .whereLayer("pages")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("api")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("page")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("fleet")
            .mayOnlyBeAccessedByLayers("pages", "list")
            .whereLayer("list")
            .mayOnlyBeAccessedByLayers("pages", "page")
            .whereLayer("overview")
            .mayOnlyBeAccessedByLayers("pages")
            .whereLayer("export")
            .mayOnlyBeAccessedByLayers("pages", "api")
            .whereLayer("view")
            .mayOnlyBeAccessedByLayers("pages", "page", "fleet", "list", "overview")
            .whereLayer("web")
            .mayOnlyBeAccessedByLayers("pages", "api", "fleet", "list", "export", "view")
            .ensureAllClassesAreContainedInArchitecture();

    /** Views and lists are of values: what a page must ask, its servlet asks, within a deadline. */
    @ArchTest
    final ArchRule onlyPagesAskTheCore = noClasses()
            .that()
            .resideOutsideOfPackages("org.poolwarden.console", "org.poolwarden.console.api")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("org\\.poolwarden\\.admin\\.(Warden|[A-Za-z]+Admin)");

    /** On a server without Jakarta REST what names it cannot be loaded, and the console must be. */
    @ArchTest
    final ArchRule theConsoleNeedsNoRest = noClasses()
            .that()
            .resideOutsideOfPackage("org.poolwarden.console.api")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.ws.rs..", "org.poolwarden.console.api");

    @ArchTest
    void noRoomIsCrowded(JavaClasses classes) {
        Map<String, Set<String>> rooms = classes.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(one -> !one.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(
                        JavaClass::getPackageName, Collectors.mapping(JavaClass::getSimpleName, Collectors.toSet())));
        assertTrue(rooms.size() >= 5, () -> "the rooms are where this test looks: " + rooms.keySet());
        rooms.values().removeIf(names -> names.size() <= LIMIT);
        assertEquals(Map.of(), rooms, "rooms of more than " + LIMIT);
    }

    @ArchTest
    void everyRoomSaysWhatItIsFor(JavaClasses classes) {
        Set<String> silent = classes.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !Files.exists(Path.of("src/main/java", name.replace('.', '/'), "package-info.java")))
                .collect(Collectors.toSet());
        assertEquals(Set.of(), silent, "no package-info.java");
    }
}
