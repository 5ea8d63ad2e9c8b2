package org.poolwarden.pool.site;

import java.util.List;
import java.util.Map;

/** Connection pools that an application may lay over the server's, by their packages. */
final class PoolNames {

    private static final Map<String, String> BY_PACKAGE = Map.of(
            "com.zaxxer.hikari.", "HikariCP",
            "oracle.ucp.", "Oracle UCP",
            "org.apache.commons.dbcp", "Apache Commons DBCP",
            "org.apache.tomcat.jdbc.pool.", "Tomcat JDBC",
            "org.apache.tomcat.dbcp.", "Tomcat DBCP",
            "com.mchange.v2.", "c3p0",
            "io.agroal.", "Agroal",
            "com.alibaba.druid.pool.", "Druid",
            "org.vibur.dbcp.", "Vibur");

    private PoolNames() {}

    /** Null if none of them is on the stack. */
    static String on(List<StackTraceElement> stack) {
        return stack.stream()
                .flatMap(frame -> BY_PACKAGE.entrySet().stream()
                        .filter(known -> frame.getClassName().startsWith(known.getKey())))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }
}
