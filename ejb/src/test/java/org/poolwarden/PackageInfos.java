package org.poolwarden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The packages of this module that say what they are for. */
final class PackageInfos {

    private static final Path SOURCES = Path.of("src", "main", "java");

    private PackageInfos() {}

    /** Names of packages whose package-info.java has a comment. */
    static Set<String> ofMainSources() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.endsWith("package-info.java"))
                    .filter(PackageInfos::isDescribed)
                    .map(file -> SOURCES.relativize(file.getParent()).toString().replace('/', '.'))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isDescribed(Path file) {
        try {
            return Files.readString(file).contains("/**");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
