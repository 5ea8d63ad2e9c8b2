package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * The EAR as a later version of Poolwarden may be: it has another version number, and other nodes do not understand
 * what it says. The class that knows that number is compiled anew, for nothing can set it.
 */
final class NextVersion {

    /** The version of Poolwarden. */
    static final String RELEASE = "99.0";

    /** In which it speaks with other nodes. */
    static final int WIRE = 2;

    private static final String JAR = "poolwarden-ejb.jar";
    private static final String PACKAGE = "org/poolwarden/fleet";

    private NextVersion() {}

    /**
     * Makes it of the EAR under test.
     *
     * @param directory where it is made
     * @param wildfly the server, which has what the class is compiled with
     */
    static Path ear(Path directory, Path wildfly) throws IOException {
        Path ear = directory.resolve("poolwarden-next.ear");
        Path jar = directory.resolve(JAR);
        Files.copy(Stage.layout().artifacts().resolve("poolwarden-ear.ear"), ear, StandardCopyOption.REPLACE_EXISTING);
        try (FileSystem inEar = FileSystems.newFileSystem(ear)) {
            Files.copy(inEar.getPath(JAR), jar, StandardCopyOption.REPLACE_EXISTING);
            Path classes = compile(directory, jar, wildfly);
            try (FileSystem inJar = FileSystems.newFileSystem(jar);
                    Stream<Path> compiled = Files.list(classes.resolve(PACKAGE))) {
                for (Path type : compiled.toList()) {
                    Files.copy(
                            type,
                            inJar.getPath(PACKAGE, type.getFileName().toString()),
                            StandardCopyOption.REPLACE_EXISTING);
                }
                Path properties = inJar.getPath("META-INF/maven/org.poolwarden/poolwarden-ejb/pom.properties");
                Files.writeString(properties, changed(properties, "(?m)^version=.*", "version=" + RELEASE));
            }
            Files.copy(jar, inEar.getPath(JAR), StandardCopyOption.REPLACE_EXISTING);
        }
        return ear;
    }

    private static Path compile(Path directory, Path jar, Path wildfly) throws IOException {
        Path source = Files.createDirectories(directory.resolve("next")).resolve("Wire.java");
        Path own = Stage.layout().project().resolve("ejb/src/main/java").resolve(PACKAGE);
        Files.writeString(
                source, changed(own.resolve("Wire.java"), "int VERSION = \\d+;", "int VERSION = " + WIRE + ";"));
        Path modules = wildfly.resolve("modules/system/layers/base");
        String path;
        try (Stream<Path> files = Stream.concat(
                Files.walk(modules.resolve("jakarta")), Files.walk(modules.resolve("org/jboss/logging")))) {
            path = Stream.concat(
                            Stream.of(jar), files.filter(file -> file.toString().endsWith(".jar")))
                    .map(Path::toString)
                    .collect(Collectors.joining(System.getProperty("path.separator")));
        }
        Path classes = Files.createDirectories(directory.resolve("classes"));
        List<String> line = List.of(
                "--release", "17", "-proc:none", "-nowarn", "-d", classes.toString(), "-cp", path, source.toString());
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, line.toArray(String[]::new)));
        return classes;
    }

    private static String changed(Path file, String pattern, String replacement) throws IOException {
        String text = Files.readString(file);
        String changed = text.replaceFirst(pattern, replacement);
        assertNotEquals(text, changed, () -> file + " has no " + pattern);
        return changed;
    }
}
