package org.poolwarden.standin.guard;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.poolwarden.standin.database.catalog.Account;

/**
 * Who is protected, and which grantee may act on whom.
 *
 * @param accounts by name
 * @param roles the roles granted to each role; PUBLIC is one of them
 * @param scopes the users each grantee may act on; {@code *} is every one that is not protected
 */
public record Grants(Map<String, Account> accounts, Map<String, Set<String>> roles, Map<String, Set<String>> scopes) {

    private static final Set<String> PROTECTED_ROLES = Set.of("DBA", "PDB_DBA");

    private static final String COMMON_PREFIX = "C##";

    /** Copies the maps. */
    public Grants {
        accounts = new ConcurrentHashMap<>(accounts);
        roles = Map.copyOf(roles);
        scopes = new ConcurrentHashMap<>(scopes);
    }

    /** Of accounts with different names. */
    public static Grants of(
            Collection<Account> accounts, Map<String, Set<String>> roles, Map<String, Set<String>> scopes) {
        return new Grants(accounts.stream().collect(Collectors.toMap(Account::name, a -> a)), roles, scopes);
    }

    /** Grants a role to a user, from now on. */
    void grant(String role, String username) {
        accounts.computeIfPresent(username, (name, account) -> account.withRole(role));
    }

    /** Takes the user out of every scope, from now on. */
    void outOfScope(String username) {
        scopes.replaceAll((grantee, scope) ->
                scope.stream().filter(name -> !name.equals(username)).collect(Collectors.toUnmodifiableSet()));
    }

    boolean isGrantee(String username) {
        return scopes.containsKey(username);
    }

    boolean hasScope(String grantee) {
        return !scopes.getOrDefault(grantee, Set.of()).isEmpty();
    }

    boolean mayAlterSystem(String username) {
        Account account = accounts.get(username);
        return account != null
                && (account.oracleMaintained() || account.administrative() || reachesDba(account.roles()));
    }

    /** @param username null for a background session */
    Access access(String grantee, String username) {
        if (username == null || isProtected(username)) {
            return Access.PROTECTED;
        }
        Set<String> scope = scopes.getOrDefault(grantee, Set.of());
        return scope.contains(username) || scope.contains("*") ? Access.ALLOWED : Access.OUT_OF_SCOPE;
    }

    private boolean isProtected(String username) {
        Account account = accounts.get(username);
        return account == null
                || account.oracleMaintained()
                || username.startsWith(COMMON_PREFIX)
                || account.administrative()
                || reachesDba(account.roles())
                || reachesDba(Set.of("PUBLIC"));
    }

    private boolean reachesDba(Set<String> from) {
        Deque<String> toWalk = new ArrayDeque<>(from);
        Set<String> walked = new HashSet<>();
        while (!toWalk.isEmpty()) {
            String role = toWalk.pop();
            if (PROTECTED_ROLES.contains(role)) {
                return true;
            }
            if (walked.add(role)) {
                toWalk.addAll(roles.getOrDefault(role, Set.of()));
            }
        }
        return false;
    }
}
