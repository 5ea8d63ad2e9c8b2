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
        List<Path> jars;
        try (Stream<Path> files = Files.walk(home.resolve("modules/system/layers/base"))) {
            jars = files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
        List<Path> all = new ArrayList<>(jars);
        all.add(home.resolve("jboss-modules.jar"));
        try (URLClassLoader server = loader(all)) {
            assertEquals(List.of(), Resolution.missing(members, server), "see ServerMembers and ServerGate");
        }
    }

    @Test
    @DisplayName("is what was compared with every supported server")
    void isRecorded() throws IOException {
        Set<String> now = new TreeSet<>();
        members.forEach(member -> now.add(member.toString()));
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
