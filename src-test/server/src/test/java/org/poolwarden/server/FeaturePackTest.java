package org.poolwarden.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.settings.Setting;

@DisplayName("The feature pack")
class FeaturePackTest {

    private static final Path PROJECT = Path.of(System.getProperty("poolwarden.project"));
    private static final Path PACK = PROJECT.resolve("ear/feature-pack/src/main/resources");
    private static final Pattern PARAM = Pattern.compile("(?m)^    <param name=\"([^\"]*)\" value=\"([^\"]*)\"/>");
    private static final Pattern PROPERTY = Pattern.compile(
            "<param name=\"connection-properties\" value=\"([^\"]*)\"/>\\s*<param name=\"value\" value=\"([^\"]*)\"/>");

    @Test
    @DisplayName("knows every setting as an attribute of the subsystem")
    void settings() throws IOException {
        String spec = read("features/subsystem.poolwarden/spec.xml");
        String names = Stream.of(Setting.values())
                .map(setting -> setting.key().substring("poolwarden.".length()))
                .sorted()
                .collect(Collectors.joining(","));
        assertTrue(spec.contains("<elem name=\"op-params\" value=\"" + names + "\"/>"), names);
        for (String name : names.split(",")) {
            assertTrue(spec.contains("<param name=\"" + name + "\" nillable=\"true\"/>"), name);
        }
    }

    /** But for the driver, which the layer oracle-driver has under another name. */
    @Test
    @DisplayName("gives the guard's datasource what docker/configure.cli gives it, and this what install.cli does")
    void datasource() throws IOException {
        String layer = read("layers/standalone/poolwarden-oracle/layer-spec.xml");
        Map<String, String> pack = new TreeMap<>();
        PARAM.matcher(layer).results().forEach(found -> pack.put(found.group(1), found.group(2)));
        Map<String, String> properties = new TreeMap<>();
        PROPERTY.matcher(layer).results().forEach(found -> properties.put(found.group(1), found.group(2)));

        Map<String, String> image = script("ear/src/main/docker/configure.cli");
        assertEquals(
                properties.toString(),
                new TreeMap<>(Pattern.compile("\"([^\"]*)\"=>\"([^\"]*)\"")
                                .matcher(image.remove("connection-properties").replace("\\", ""))
                                .results()
                                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2))))
                        .toString());
        assertEquals("PoolwardenDS", image.remove("name"));
        assertEquals("PoolwardenDS", pack.remove("data-source"));
        assertEquals("poolwarden-oracle", image.remove("driver-name"));
        assertEquals("oracle", pack.remove("driver-name"));
        assertEquals(image, pack);

        Map<String, String> installed = script("ear/src/main/scripts/install.cli");
        Map<String, String> again = script("ear/src/main/docker/configure.cli");
        installed.remove("credential-reference");
        again.remove("password");
        assertEquals(installed, again);
    }

    @Test
    @DisplayName("has layers that the manual names, each with a rule for Glow")
    void layers() throws IOException {
        TreeSet<String> layers = new TreeSet<>();
        try (Stream<Path> found = Files.list(PACK.resolve("layers/standalone"))) {
            found.forEach(layer -> layers.add(layer.getFileName().toString()));
        }
        assertEquals("[poolwarden, poolwarden-oracle]", layers.toString());
        String manual = Files.readString(PROJECT.resolve("ear/doc/install.md"));
        for (String layer : layers) {
            assertTrue(manual.contains("`" + layer + "`"), layer);
            String spec = read("layers/standalone/" + layer + "/layer-spec.xml");
            assertTrue(spec.contains("name=\"org.wildfly.rule.add-on\""), layer);
            assertTrue(
                    spec.contains("<layer name=\"" + (layer.contains("-") ? "oracle-driver" : "datasources")), layer);
        }
    }

    /** The options of the command that makes the guard's datasource. */
    private static Map<String, String> script(String file) throws IOException {
        String script = Files.readString(PROJECT.resolve(file));
        int start = script.indexOf("data-source add --name=PoolwardenDS");
        String command = script.substring(start)
                .replaceAll("\\\\\\n\\s*", "")
                .lines()
                .findFirst()
                .orElseThrow();
        return new TreeMap<>(Pattern.compile("--([a-z-]+)=(\\S+)")
                .matcher(command)
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2))));
    }

    private static String read(String file) throws IOException {
        return Files.readString(PACK.resolve(file));
    }
}
