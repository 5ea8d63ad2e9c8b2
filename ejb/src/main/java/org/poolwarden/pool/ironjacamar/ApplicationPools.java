package org.poolwarden.pool.ironjacamar;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/**
 * Finds applications that can open connections that no pool of the server makes: those with a connection pool or with
 * Oracle's driver among their classes. Whether they do is not known, and nobody need know: while they could, a session
 * without a connection here may be theirs. Each application is looked at once, and none is kept alive.
 */
final class ApplicationPools {

    /** A class that each of them must have, as a file. */
    private static final Map<String, String> SOURCES = Map.of(
            "com/zaxxer/hikari/HikariDataSource.class", "HikariCP",
            "oracle/ucp/jdbc/PoolDataSource.class", "Oracle UCP",
            "org/apache/commons/dbcp2/BasicDataSource.class", "Apache Commons DBCP",
            "org/apache/commons/dbcp/BasicDataSource.class", "Apache Commons DBCP",
            "org/apache/tomcat/jdbc/pool/DataSource.class", "Tomcat JDBC",
            "com/mchange/v2/c3p0/ComboPooledDataSource.class", "c3p0",
            "io/agroal/pool/DataSource.class", "Agroal",
            "com/alibaba/druid/pool/DruidDataSource.class", "Druid",
            "org/vibur/dbcp/ViburDBCPDataSource.class", "Vibur");

    private static final String DRIVER = "oracle/jdbc/OracleDriver.class";
    private static final String PREFIX = "deployment.";

    /** Empty for one that has none. */
    private final Map<ClassLoader, Optional<String>> known = Collections.synchronizedMap(new WeakHashMap<>());

    /**
     * The first of them in words, and what it has; null for none.
     *
     * @param modules the class loaders of the deployments by the names of their modules
     */
    String source(Map<String, ClassLoader> modules) {
        return modules.entrySet().stream()
                .flatMap(module ->
                        known.computeIfAbsent(module.getValue(), loader -> of(module.getKey(), loader)).stream())
                .findFirst()
                .orElse(null);
    }

    private static Optional<String> of(String module, ClassLoader loader) {
        String name = module.substring(PREFIX.length());
        // A driver that is deployed by itself is the server's, and the pools' of the server.
        boolean hasDriver = !name.endsWith(".jar") && loader.getResource(DRIVER) != null;
        return SOURCES.entrySet().stream()
                .filter(source -> loader.getResource(source.getKey()) != null)
                .map(Map.Entry::getValue)
                .sorted()
                .findFirst()
                .or(() -> hasDriver ? Optional.of("Oracle's driver") : Optional.empty())
                .map(has -> "the application " + name + " has " + has
                        + " among its classes and may open connections by itself");
    }
}
