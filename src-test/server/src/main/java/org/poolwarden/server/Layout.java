package org.poolwarden.server;

import java.nio.file.Path;

/**
 * Where things are. The unpacked WildFly is shared by all and only read; everything that changes is under {@code work}.
 *
 * @param wildfly the shared WildFly
 * @param project the project's root, for the scripts and module descriptors
 * @param artifacts poolwarden-ear.ear, poolwarden-cli.jar, poolwarden-leaky-app.war, ojdbc11.jar
 * @param work made anew by {@link Preparation}
 */
public record Layout(Path wildfly, Path project, Path artifacts, Path work) {

    /** From the system properties that the build sets. */
    public static Layout fromSystemProperties() {
        return new Layout(
                path("poolwarden.wildfly"),
                path("poolwarden.project"),
                path("poolwarden.artifacts"),
                path("poolwarden.run"));
    }

    /** Of another server of the same build, with a name that tells the two apart. */
    Layout another(String name) {
        return new Layout(wildfly, project, artifacts, work.resolveSibling(work.getFileName() + "-" + name));
    }

    /** The server's base directory: configuration, data, log. */
    public Path base() {
        return work.resolve("base");
    }

    /** Our own modules, in front of the server's. */
    public Path modules() {
        return work.resolve("modules");
    }

    Path scripts() {
        return project.resolve("ear/src/main/scripts");
    }

    Path testScripts() {
        return project.resolve("src-test/server/src/main/scripts");
    }

    private static Path path(String property) {
        String value = System.getProperty(property);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("-D" + property + " is missing: start this by Maven, see README");
        }
        return Path.of(value).toAbsolutePath();
    }
}
