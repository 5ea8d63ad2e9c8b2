package org.poolwarden.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The rooms of the stand-in")
class ArchitectureTest {

    private static final String ROOT = "org.poolwarden.standin";
    private static final int MOST_CLASSES = 15;

    /** Which room may know which. An arrow points at lines further down only. */
    private static final String DRAWING = """
            .                    -> session fault guard database database.catalog codec engine

            session              -> call call.message fault codec packet engine
            call                 -> call.statement call.message fault codec packet engine
            call.statement       -> call.message fault codec packet engine
            call.message         -> codec engine
            codec                -> packet engine
            packet               ->
            fault                -> engine

            guard                -> database database.catalog engine
            database             -> database.kill database.xa database.statement database.transaction \
            database.h2 database.dialect database.grammar database.sql database.tree database.catalog engine
            database.kill        -> database.transaction database.h2 database.sql database.catalog engine
            database.xa          -> database.transaction database.catalog engine
            database.statement   -> database.transaction database.h2 database.dialect database.grammar \
            database.sql database.tree database.catalog engine
            database.transaction -> database.catalog engine
            database.h2          -> database.dialect database.sql database.tree database.catalog engine
            database.dialect     -> database.grammar database.sql database.tree engine
            database.grammar     -> database.sql database.tree engine
            database.tree        -> database.sql
            database.sql         -> database.catalog engine
            database.catalog     -> engine

            engine               ->
            """;

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(new ImportOption.OnlyIncludeTests())
            .importPackages(ROOT);

    @Test
    @DisplayName("know only the rooms that the drawing allows, and use every arrow of it")
    void arrows() {
        Map<String, Set<String>> found = new TreeMap<>();
        MAIN.forEach(from -> found.computeIfAbsent(room(from), room -> new TreeSet<>()));
        for (JavaClass from : MAIN) {
            for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                JavaClass to = dependency.getTargetClass().getBaseComponentType();
                if (to.getPackageName().startsWith(ROOT) && !room(to).equals(room(from))) {
                    found.get(room(from)).add(room(to));
                }
            }
        }
        Map<String, Set<String>> drawn = new TreeMap<>();
        drawing().forEach((room, arrows) -> drawn.put(room, new TreeSet<>(arrows)));
        assertEquals(lines(drawn), lines(found));
    }

    @Test
    @DisplayName("are drawn with arrows that only go down")
    void downOnly() {
        List<String> order = List.copyOf(drawing().keySet());
        drawing()
                .forEach((room, arrows) -> arrows.forEach(arrow -> assertTrue(
                        order.indexOf(arrow) > order.indexOf(room),
                        room + " -> " + arrow + " goes up, or names no room")));
    }

    @Test
    @DisplayName("have at most fifteen classes each, tests as well")
    void size() {
        assertEquals(Map.of(), tooLarge(MAIN));
        assertEquals(Map.of(), tooLarge(TESTS));
    }

    @Test
    @DisplayName("have no circle of classes from several rooms")
    void circles() {
        SlicesRuleDefinition.slices()
                .assignedFrom(new EachRoom())
                .should()
                .beFreeOfCycles()
                .check(MAIN);
    }

    private static Map<String, Long> tooLarge(JavaClasses classes) {
        Map<String, Long> sizes = classes.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !"package-info".equals(type.getSimpleName()))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, TreeMap::new, Collectors.counting()));
        sizes.values().removeIf(size -> size <= MOST_CLASSES);
        return sizes;
    }

    private static Map<String, List<String>> drawing() {
        Map<String, List<String>> arrows = new LinkedHashMap<>();
        DRAWING.lines().filter(line -> !line.isBlank()).forEach(line -> {
            String[] sides = line.split("->", 2);
            arrows.put(
                    sides[0].strip(),
                    Arrays.stream(sides[1].strip().split("\\s+"))
                            .filter(arrow -> !arrow.isEmpty())
                            .toList());
        });
        return arrows;
    }

    private static String lines(Map<String, Set<String>> arrows) {
        return arrows.entrySet().stream()
                .map(entry -> entry.getKey() + " -> " + String.join(" ", entry.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static String room(JavaClass type) {
        String inside = type.getPackageName().substring(ROOT.length());
        return inside.isEmpty() ? "." : inside.substring(1);
    }

    /** The root is a room too, which a pattern of packages cannot say. */
    private static final class EachRoom implements SliceAssignment {
        @Override
        public String getDescription() {
            return "rooms";
        }

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return type.getPackageName().startsWith(ROOT) ? SliceIdentifier.of(room(type)) : SliceIdentifier.ignore();
        }
    }
}
