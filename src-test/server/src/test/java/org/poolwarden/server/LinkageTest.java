package org.poolwarden.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.poolwarden.linkage.Member;
import org.poolwarden.linkage.References;
import org.poolwarden.linkage.Resolution;

/**
 * Everything that the compiled classes of Poolwarden call in a server, against the jars of each server that the build
 * has unpacked: WildFly 39 in each build, the others in the profiles for them. members.txt is what was compared with
 * all of them last.
 */
@DisplayName("What Poolwarden calls in a server")
class LinkageTest {

    private static final Path PROJECT = Path.of(System.getProperty("poolwarden.project"));
    private static final Path SERVERS =
            Path.of(System.getProperty("poolwarden.wildfly")).getParent();
    private static final Path RECORD =
            PROJECT.resolve("src-test/server/src/test/resources/org/poolwarden/server/members.txt");

    /** The library that the WAR has itself. */
    private static final String BUNDLED = "io/prometheus/";

    /** What a server has from its version 35 on. Without it a server is a fleet of one. */
    private static final String OPTIONAL_MODULE = "org/wildfly/clustering/server/api";

    /** Older servers have a module of that name too, and in it nothing that is used here. */
    private static final String OPTIONAL_CLASS = "org/wildfly/clustering/server/dispatcher/Command.class";

    private static final String OF_OPTIONAL_MODULE = "org/wildfly/clustering/server/";

    private static Collection<Member> members;

    @BeforeAll
    static void read() throws IOException {
        List<Path> own = Stream.of("ejb", "war", "cli")
                .map(module -> PROJECT.resolve(module).resolve("target/classes"))
                .toList();
        List<String> roots = new ArrayList<>();
        for (Path classes : own) {
            try (Stream<Path> files = Files.walk(classes)) {
                files.map(file -> classes.relativize(file).toString())
                        .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                        .map(name -> name.substring(0, name.length() - ".class".length())
                                .replace('/', '.'))
                        .forEach(roots::add);
            }
        }
        try (URLClassLoader loader = loader(own)) {
            members = References.of(loader, roots, ours -> true).keySet().stream()
                    .filter(member -> !member.owner().startsWith(BUNDLED))
                    .toList();
        }
        assertTrue(members.size() > 300, members::toString);
    }

    static List<Path> servers() throws IOException {
        try (Stream<Path> found = Files.list(SERVERS)) {
            return found.filter(home -> home.getFileName().toString().startsWith("wildfly-"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("servers")
    @DisplayName("is there in")
    void isThere(Path home) throws IOException {
        try (URLClassLoader server = loader(jars(home))) {
            boolean hasOptional = server.findResource(OPTIONAL_CLASS) != null;
            assertEquals(
                    List.of(),
                    Resolution.missing(hasOptional ? members : always(), server),
                    "see ServerMembers and ServerGate");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("servers")
    @DisplayName("is there, but for what only an optional module has, in a server without that module:")
    void isThereWithoutTheOptionalModule(Path home) throws IOException {
        List<Path> without = jars(home).stream().filter(jar -> !isOptional(jar)).toList();
        try (URLClassLoader server = loader(without)) {
            assertEquals(List.of(), Resolution.missing(always(), server));
            List<Member> missing = Resolution.missing(members, server);
            assertTrue(missing.size() > 3 && missing.stream().allMatch(LinkageTest::isOptional), missing::toString);
        }
    }

    private static List<Path> jars(Path home) throws IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(home.resolve("modules/system/layers/base"))) {
            files.filter(file -> file.toString().endsWith(".jar")).forEach(all::add);
        }
        all.add(home.resolve("jboss-modules.jar"));
        return all;
    }

    private static boolean isOptional(Path jar) {
        return jar.toString().contains(OPTIONAL_MODULE);
    }

    private static boolean isOptional(Member member) {
        return member.owner().startsWith(OF_OPTIONAL_MODULE);
    }

    /** What each server must have. */
    private static List<Member> always() {
        return members.stream().filter(member -> !isOptional(member)).toList();
    }

    private static String recorded(Member member) {
        return member + (isOptional(member) ? " where " + OPTIONAL_MODULE.replace('/', '.') + " is there" : "");
    }

    @Test
    @DisplayName("is what was compared with every supported server")
    void isRecorded() throws IOException {
        Set<String> now = new TreeSet<>();
        members.forEach(member -> now.add(recorded(member)));
        if (servers().size() >= Integer.getInteger("compat.all", Integer.MAX_VALUE)) {
            Files.createDirectories(RECORD.getParent());
            Files.write(RECORD, now);
        }
        now.removeAll(Files.readAllLines(RECORD));
        // A line that nothing calls any more is harmless, and goes when the profile writes the record again.
        assertEquals(Set.of(), now, "mvn verify -Pcompat compares these with every server and writes " + RECORD);
    }

    private static URLClassLoader loader(List<Path> paths) throws MalformedURLException {
        URL[] urls = new URL[paths.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = paths.get(i).toUri().toURL();
        }
        return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    }
}
