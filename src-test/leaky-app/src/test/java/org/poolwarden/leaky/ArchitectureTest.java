package org.poolwarden.leaky;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The packages of the leaky application")
class ArchitectureTest {

    private static final String ROOT = "org.poolwarden.leaky";
    private static final int MOST_CLASSES = 15;

    /** Which package may know which: those to its right, all of them further down. */
    private static final List<String> DRAWING = List.of(
            "web         -> demo leaky transaction load database answer",
            "demo        -> leaky database answer",
            "leaky       -> transaction database answer",
            "remote      -> database answer",
            "transaction -> database answer",
            "load        -> database answer",
            "database    -> answer",
            "answer      ->");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    @DisplayName("know each other as drawn, so that no circle is left")
    void arrows() {
        Map<String, TreeSet<String>> found = new TreeMap<>();
        for (JavaClass from : CLASSES) {
            found.computeIfAbsent(name(from), name -> new TreeSet<>());
            for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                JavaClass to = dependency.getTargetClass().getBaseComponentType();
                if (to.getPackageName().startsWith(ROOT) && !name(to).equals(name(from))) {
                    found.get(name(from)).add(name(to));
                }
            }
        }
        Map<String, TreeSet<String>> drawn = new TreeMap<>();
        for (String line : DRAWING) {
            String[] sides = line.split("\\s*->\\s*", 2);
            drawn.put(
                    sides[0],
                    Arrays.stream(sides[1].split(" "))
                            .filter(side -> !side.isEmpty())
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
        assertEquals(drawn, found);
    }

    @Test
    @DisplayName("have at most fifteen classes each")
    void size() {
        Map<String, Long> sizes = CLASSES.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !"package-info".equals(type.getSimpleName()))
                .collect(Collectors.groupingBy(ArchitectureTest::name, TreeMap::new, Collectors.counting()));
        sizes.values().removeIf(size -> size <= MOST_CLASSES);
        assertEquals(Map.of(), sizes);
    }

    private static String name(JavaClass type) {
        String name = type.getPackageName();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
