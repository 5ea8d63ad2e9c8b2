package org.poolwarden.pool.ironjacamar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An application")
class ApplicationPoolsTest {

    @TempDir
    private Path files;

    private final ApplicationPools pools = new ApplicationPools();

    @Test
    @DisplayName("with a pool or Oracle's driver among its classes may have connections of its own")
    void sources() throws Exception {
        assertNull(pools.source(Map.of("deployment.shop.war", having("org/example/Shop.class"))));
        assertEquals(
                "the application shop.war has HikariCP among its classes and may open connections by itself",
                pools.source(Map.of("deployment.shop.war", having("com/zaxxer/hikari/HikariDataSource.class"))));
        assertEquals(
                "the application shop.ear.web.war has Oracle's driver among its classes and may open connections by"
                        + " itself",
                pools.source(Map.of("deployment.shop.ear.web.war", having("oracle/jdbc/OracleDriver.class"))));
    }

    @Test
    @DisplayName("that is nothing but the driver is the server's")
    void driver() throws Exception {
        assertNull(pools.source(Map.of("deployment.ojdbc11.jar", having("oracle/jdbc/OracleDriver.class"))));
    }

    private ClassLoader having(String file) throws IOException {
        Path root = Files.createTempDirectory(files, "app");
        Path found = root.resolve(file);
        Files.createDirectories(found.getParent());
        Files.createFile(found);
        return new URLClassLoader(new URL[] {root.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    }
}
