package org.poolwarden.pool.ironjacamar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * A monitor can neither be tried nor be waited for with a deadline. Whoever enters one of the server's waits as long as
 * the server does. One class is allowed to, on threads that may wait.
 */
@DisplayName("Nobody but one class enters a monitor that is not his own")
class ForeignMonitorsTest {

    private static final Path SOURCES = Path.of("src/main/java/org/poolwarden");
    private static final String ALLOWED = "ForeignMonitor.java";

    @Test
    @DisplayName("in the sources")
    void sources() throws IOException {
        List<Path> files;
        try (Stream<Path> walked = Files.walk(SOURCES)) {
            files = walked.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.getFileName().toString().equals(ALLOWED))
                    .toList();
        }
        assertFalse(files.isEmpty());
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> foreign = new ArrayList<>();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            foreign.addAll(foreignIn(compiler, manager.getJavaFileObjectsFromPaths(files)));
        }
        assertEquals(List.of(), foreign);
    }

    @Test
    @DisplayName("and this test would find it")
    void examples() throws IOException {
        assertEquals(List.of(), foreignIn("class A { void f() { synchronized (this) {} } }"));
        assertEquals(
                List.of(),
                foreignIn("class A { private final Object own = new Object(); void f() { synchronized (own) {} } }"));
        assertEquals(
                List.of("pool"),
                foreignIn("class A { private final Object pool; A(Object p) { pool = p; }"
                        + " void f() { synchronized (pool) {} } }"));
        assertEquals(List.of("open"), foreignIn("class A { void f(Object open) { synchronized (open) {} } }"));
        assertEquals(List.of("read(monitor)"), foreignIn("class A { void f() { synchronized (read(monitor)) {} } }"));
    }

    private static List<String> foreignIn(String source) throws IOException {
        return foreignIn(
                ToolProvider.getSystemJavaCompiler(),
                List.of(new SimpleJavaFileObject(Path.of("A.java").toUri(), SimpleJavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                }));
    }

    private static List<String> foreignIn(JavaCompiler compiler, Iterable<? extends javax.tools.JavaFileObject> sources)
            throws IOException {
        JavacTask task =
                (JavacTask) compiler.getTask(new StringWriter(), null, null, List.of("-proc:none"), null, sources);
        List<String> foreign = new ArrayList<>();
        for (CompilationUnitTree unit : task.parse()) {
            new Finder(foreign).scan(unit, null);
        }
        return foreign;
    }

    /** Own is this object, and what a private final field holds that its own declaration makes. */
    private static final class Finder extends TreeScanner<Void, Void> {

        private final List<String> foreign;
        private final Set<String> own = new HashSet<>();

        Finder(List<String> foreign) {
            this.foreign = foreign;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            for (Tree member : type.getMembers()) {
                if (member instanceof VariableTree field
                        && field.getInitializer() != null
                        && field.getInitializer().getKind() == Tree.Kind.NEW_CLASS
                        && field.getModifiers().getFlags().containsAll(Set.of(Modifier.PRIVATE, Modifier.FINAL))) {
                    own.add(field.getName().toString());
                }
            }
            return super.visitClass(type, nothing);
        }

        @Override
        public Void visitSynchronized(SynchronizedTree block, Void nothing) {
            ExpressionTree expression = ((ParenthesizedTree) block.getExpression()).getExpression();
            String monitor = expression.toString();
            if (!monitor.equals("this") && !own.contains(monitor)) {
                foreign.add(monitor);
            }
            return super.visitSynchronized(block, nothing);
        }
    }
}
