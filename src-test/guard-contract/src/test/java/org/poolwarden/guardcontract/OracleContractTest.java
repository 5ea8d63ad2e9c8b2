package org.poolwarden.guardcontract;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.poolwarden.guardcontract.engine.GuardEngine;
import org.poolwarden.guardcontract.engine.Lanes;
import org.poolwarden.guardcontract.engine.World;
import org.poolwarden.guardcontract.oracle.OracleEngine;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.oracle.OracleContainer;

/**
 * The contract on a real Oracle: one that -Doracle.url, -Doracle.sys.password and -Doracle.database name, or, with
 * -Poracle-free, a container of Oracle Free. It was not run where this was written.
 */
final class OracleContractTest implements AllCases {

    private static final String URL = System.getProperty("oracle.url", "");
    private static final String SYS_PASSWORD = System.getProperty("oracle.sys.password", "");
    private static final String DATABASE = System.getProperty("oracle.database", "");
    private static final String IMAGE = System.getProperty("oracle.image", "");

    private static OracleContainer container;
    private static OracleEngine engine;

    @BeforeAll
    static void install() throws Exception {
        Lanes.skipIf(missing());
        if (URL.isEmpty()) {
            container = new OracleContainer(IMAGE).withPassword(World.PASSWORD);
            container.start();
            engine = OracleEngine.install(
                    container.getJdbcUrl(),
                    container.getPassword(),
                    container.getDatabaseName(),
                    Set.of(container.getUsername().toUpperCase(Locale.ROOT)));
        } else {
            engine = OracleEngine.install(URL, SYS_PASSWORD, DATABASE, Set.of());
        }
    }

    @AfterAll
    static void uninstall() throws Exception {
        if (engine != null) {
            engine.close();
        }
        if (container != null) {
            container.stop();
        }
    }

    @Override
    public GuardEngine engine() {
        return engine;
    }

    private static Optional<String> missing() {
        if (!URL.isEmpty()) {
            return SYS_PASSWORD.isEmpty() || DATABASE.isEmpty()
                    ? Optional.of("SKIPPED on Oracle: -Doracle.url wants -Doracle.sys.password and -Doracle.database,"
                            + " the name of the scratch PDB")
                    : Optional.empty();
        }
        if (IMAGE.isEmpty()) {
            return Optional.of("SKIPPED on Oracle: no -Doracle.url, and no -Poracle-free");
        }
        return DockerClientFactory.instance().isDockerAvailable()
                ? Optional.empty()
                : Optional.of("SKIPPED on Oracle: -Poracle-free needs Docker");
    }
}
