package org.poolwarden.guardcontract.engine;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The users, roles and scopes that every engine sets up before the first case. */
public final class World {

    /** Another one for each run, as an Oracle may be one that others can reach. */
    public static final String PASSWORD =
            "Cw1_" + UUID.randomUUID().toString().replace("-", "").substring(0, 22);

    /** Roles and what was granted to them: DBA reaches NIGHT_SHIFT by way of OPS_STAFF. */
    public static final Map<String, List<String>> ROLES = Map.of(
            "OPS_STAFF", List.of("DBA"),
            "NIGHT_SHIFT", List.of("OPS_STAFF"),
            "PDB_STAFF", List.of("PDB_DBA"),
            "READERS", List.of(),
            "WIDE_ROLE", List.of("OPS_STAFF"));

    public static final String SHOP = "SHOP";
    public static final String BILLING = "BILLING";
    public static final String READER = "READER";
    public static final String DIRECT_DBA = "DIRECT_DBA";
    public static final String NESTED_DBA = "NESTED_DBA";
    public static final String PDB_ADMIN = "PDB_ADMIN";
    public static final String STRANGER = "STRANGER";

    /** SHOP to a session whose language knows no accents; a name of its own to everybody else. */
    public static final String TWIN = "SH\u00d6P";

    /** Users and their roles. */
    public static final Map<String, List<String>> USERS = Map.of(
            SHOP, List.of(),
            BILLING, List.of(),
            READER, List.of("READERS"),
            DIRECT_DBA, List.of("DBA"),
            NESTED_DBA, List.of("NIGHT_SHIFT"),
            PDB_ADMIN, List.of("PDB_STAFF"),
            STRANGER, List.of(),
            TWIN, List.of());

    /** A user of the password file, and a common one: where the engine has such. */
    public static final String ADMINISTRATOR = "ADMINISTRATOR";

    public static final String COMMON = "C##FLEET";
    public static final String MAINTAINED = "SYSTEM";

    public static final String POOLWARDEN = "POOLWARDEN";
    public static final String OPERATOR = "OPERATOR";
    public static final String SCOPELESS = "SCOPELESS";
    /** Keeps the audit: may purge it, and nothing else. */
    public static final String KEEPER = "KEEPER";

    public static final String DOUBLY = "DOUBLY";

    /** Grantees and their scopes. POOLWARDEN's names protected users on purpose: scope lifts no protection. */
    public static final Map<String, List<String>> GRANTEES = Map.of(
            POOLWARDEN, List.of(SHOP, READER, DIRECT_DBA, NESTED_DBA),
            OPERATOR, List.of("*"),
            SCOPELESS, List.of(),
            DOUBLY, List.of(SHOP, "*"));

    private World() {}
}
