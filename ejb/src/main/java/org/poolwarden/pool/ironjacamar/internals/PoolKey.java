package org.poolwarden.pool.ironjacamar.internals;

import java.util.Collections;
import java.util.List;
import org.jboss.jca.core.api.management.DataSource;
import org.jboss.jca.core.connectionmanager.pool.api.Pool;

/**
 * What tells a pool from every other pool of the server: its JNDI name, and where that means another pool in each
 * application, the application after an {@code @}.
 */
final class PoolKey {

    /** A name that begins so is one of an application, of a module or of a component. */
    private static final List<String> SCOPES = List.of("java:app/", "java:module/", "java:comp/");

    private static final int MODULE = 2;
    private static final int COMPONENT = 3;

    private PoolKey() {}

    static String of(DataSource dataSource, Pool pool) {
        return of(dataSource.getJndiName(), pool.getName());
    }

    /** @param unique the server's own name of the pool: application, module and component before the JNDI name */
    static String of(String jndiName, String unique) {
        boolean isScoped = SCOPES.stream().anyMatch(jndiName::startsWith);
        if (!isScoped || unique == null || unique.equals(jndiName)) {
            return jndiName;
        }
        String owner = unique.endsWith(jndiName) ? unique.substring(0, unique.length() - jndiName.length()) : unique;
        return jndiName + "@" + once(owner.endsWith("_") ? owner.substring(0, owner.length() - 1) : owner);
    }

    /** An application that is one module has its name twice or, with that of the component, thrice. */
    private static String once(String owner) {
        for (int times = COMPONENT; times >= MODULE; times--) {
            int length = (owner.length() + 1) / times - 1;
            String name = owner.substring(0, Math.max(0, length));
            if (!name.isEmpty() && owner.equals(String.join("_", Collections.nCopies(times, name)))) {
                return name;
            }
        }
        return owner;
    }
}
