package org.poolwarden;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Rooms and the arrows between them, and the rules that hold a house to them. */
final class Drawing {

    private final String base;
    private final Set<String> leaves;
    private final Map<String, Room> rooms = new LinkedHashMap<>();

    /**
     * @param base what every package's name begins with, with its dot
     * @param leaves rooms that everybody may call, and that call nobody
     * @param rooms from the top down: each may call only what stands below it
     */
    Drawing(String base, String[] leaves, Room... rooms) {
        this.base = base;
        this.leaves = Set.of(leaves);
        Set<String> above = new HashSet<>();
        for (Room room : rooms) {
            above.add(room.name());
            room.callees().stream().filter(above::contains).findFirst().ifPresent(callee -> {
                throw new IllegalArgumentException("An arrow leads up: " + room.name() + " to " + callee);
            });
            this.rooms.put(room.name(), room);
        }
    }

    /** Each class calls its own room, a leaf, or a room that its own names. */
    ArchCondition<JavaClass> onlyHaveArrowsOfTheDrawing() {
        return each("only have arrows of the drawing", (javaClass, report) -> {
            Room room = rooms.get(room(javaClass));
            if (room == null && !leaves.contains(room(javaClass))) {
                report.accept(javaClass.getName() + " lives in a room that is not drawn");
                return;
            }
            for (JavaClass callee : ofOurs(javaClass)) {
                String called = room(callee);
                boolean allowed = called.equals(room(javaClass))
                        || leaves.contains(called)
                        || (room != null && room.mayCall(called));
                if (!allowed) {
                    report.accept(javaClass.getName() + " calls " + callee.getName());
                }
            }
        });
    }

    /** Counts top-level classes. */
    ArchCondition<JavaClass> liveInARoomOfAtMost(int limit) {
        return whole("live in a room of at most " + limit, (all, report) -> {
            Map<String, Set<String>> classes = new TreeMap<>();
            topLevel(all).forEach(javaClass -> classes.computeIfAbsent(room(javaClass), name -> new TreeSet<>())
                    .add(javaClass.getSimpleName()));
            classes.forEach((room, names) -> {
                if (names.size() > limit) {
                    report.accept(room + " has " + names.size() + " classes: " + names);
                }
            });
        });
    }

    /** A package-info is compiled to a class only where it has annotations, so the sources are asked. */
    ArchCondition<JavaClass> liveInARoomThatIsDescribed() {
        return whole("live in a room that is described", (all, report) -> {
            Set<String> described = PackageInfos.ofMainSources();
            topLevel(all).stream()
                    .map(JavaClass::getPackageName)
                    .distinct()
                    .filter(name -> !described.contains(name))
                    .forEach(name -> report.accept(name + " has no package-info.java"));
        });
    }

    /** Classes that reach each other, by whatever way, live in one room. */
    ArchCondition<JavaClass> beFreeOfCircles() {
        return whole("be free of circles through several rooms", (all, report) -> {
            Map<JavaClass, Set<JavaClass>> reach = new HashMap<>();
            List<JavaClass> classes = topLevel(all);
            Map<JavaClass, Set<JavaClass>> arrows = new HashMap<>();
            all.forEach(javaClass -> arrows.computeIfAbsent(outermost(javaClass), key -> new HashSet<>())
                    .addAll(ofOurs(javaClass).stream().map(Drawing::outermost).toList()));
            classes.forEach(javaClass -> reach.put(javaClass, reachable(javaClass, arrows)));
            for (JavaClass one : classes) {
                for (JavaClass other : reach.get(one)) {
                    boolean circle = !room(one).equals(room(other))
                            && reach.getOrDefault(other, Set.of()).contains(one);
                    if (circle) {
                        report.accept(one.getName() + " and " + other.getName() + " reach each other");
                    }
                }
            }
        });
    }

    private static Set<JavaClass> reachable(JavaClass from, Map<JavaClass, Set<JavaClass>> arrows) {
        Set<JavaClass> seen = new HashSet<>();
        Deque<JavaClass> waiting = new ArrayDeque<>(arrows.getOrDefault(from, Set.of()));
        while (!waiting.isEmpty()) {
            JavaClass next = waiting.pop();
            if (seen.add(next)) {
                waiting.addAll(arrows.getOrDefault(next, Set.of()));
            }
        }
        return seen;
    }

    private List<JavaClass> topLevel(Collection<JavaClass> all) {
        return all.stream()
                .filter(javaClass -> javaClass.isTopLevelClass()
                        && !javaClass.getSimpleName().equals("package-info")
                        && !javaClass.getSimpleName().contains("_$"))
                .toList();
    }

    private Set<JavaClass> ofOurs(JavaClass javaClass) {
        Set<JavaClass> ours = new HashSet<>();
        javaClass.getDirectDependenciesFromSelf().forEach(dependency -> {
            JavaClass target = dependency.getTargetClass().getBaseComponentType();
            if (target.getPackageName().startsWith(base) && !outermost(target).equals(outermost(javaClass))) {
                ours.add(target);
            }
        });
        return ours;
    }

    private static JavaClass outermost(JavaClass javaClass) {
        return javaClass.getEnclosingClass().map(Drawing::outermost).orElse(javaClass);
    }

    private String room(JavaClass javaClass) {
        String name = javaClass.getPackageName();
        return name.startsWith(base) ? name.substring(base.length()) : name;
    }

    private static ArchCondition<JavaClass> each(String text, Check check) {
        return new ArchCondition<>(text) {
            @Override
            public void check(JavaClass javaClass, ConditionEvents events) {
                check.of(javaClass, message -> events.add(SimpleConditionEvent.violated(javaClass, message)));
            }
        };
    }

    private static ArchCondition<JavaClass> whole(String text, WholeCheck check) {
        return new ArchCondition<>(text) {
            private final List<JavaClass> all = new ArrayList<>();

            @Override
            public void check(JavaClass javaClass, ConditionEvents events) {
                all.add(javaClass);
            }

            @Override
            public void finish(ConditionEvents events) {
                check.of(all, message -> events.add(SimpleConditionEvent.violated(all.get(0), message)));
            }
        };
    }

    private interface Check {
        void of(JavaClass javaClass, Consumer<String> report);
    }

    private interface WholeCheck {
        void of(Collection<JavaClass> all, Consumer<String> report);
    }

    /** @param callees names of rooms; {@code kill.*} is kill and the rooms in it */
    record Room(String name, List<String> callees) {

        static Room of(String name, String... callees) {
            return new Room(name, List.of(callees));
        }

        private boolean mayCall(String room) {
            return callees.stream()
                    .anyMatch(callee -> callee.endsWith(".*")
                            ? (room + ".").startsWith(callee.substring(0, callee.length() - 1))
                            : callee.equals(room));
        }
    }
}
