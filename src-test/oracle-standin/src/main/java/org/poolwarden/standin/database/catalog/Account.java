package org.poolwarden.standin.database.catalog;

import java.util.HashSet;
import java.util.Set;

/**
 * A database user.
 *
 * @param password null if the account is locked
 * @param roles granted directly
 * @param administrative whether it has SYSDBA or another administrative privilege
 * @param oracleMaintained SYS, SYSTEM
 */
public record Account(
        String name, String password, Set<String> roles, boolean administrative, boolean oracleMaintained) {

    /** Copies the roles. */
    public Account {
        roles = Set.copyOf(roles);
    }

    /** The same with one role more. */
    public Account withRole(String role) {
        Set<String> more = new HashSet<>(roles);
        more.add(role);
        return new Account(name, password, more, administrative, oracleMaintained);
    }
}
