package org.poolwarden.guardcontract.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.poolwarden.guardcontract.engine.Ability;
import org.poolwarden.guardcontract.script.SqlPlusScript;

/**
 * The scripts that install the guard, each with the rights that it gives the guard's owner and no others. They are read
 * from the scripts.
 */
public enum GuardVariant {
    /** {@code install.sql}, as SYS: in SYS, which may do everything. */
    SYS(null),
    /** {@code install-schema.sql}, as SYS: in a schema. */
    SCHEMA("install-schema.sql"),
    /** {@code install-schema.sql}, as ADMIN: the same where nobody may DISCONNECT. */
    AUTONOMOUS("install-schema.sql"),
    /** {@code install-rds.sql}: in a schema, where Amazon's package ends sessions and nobody may ALTER SYSTEM. */
    RDS("install-rds.sql");

    /** The owner of the guard, and its schema, where that is not SYS. */
    static final String OWNER = "poolwarden_guard";

    private static final Pattern GRANT =
            Pattern.compile("GRANT (?:READ ON (sys\\.[\\w$]+)|(ALTER SYSTEM)|EXECUTE ON (rdsadmin\\.rdsadmin_util)) TO"
                    + "|give\\('([\\w$]+)', (?:TRUE|FALSE)\\)");

    private final String script;

    GuardVariant(String script) {
        this.script = script;
    }

    /** Where its tables and views are. */
    public String schema() {
        return this == SYS ? "sys" : OWNER;
    }

    /** Where names are looked up first. */
    String path() {
        return this == SYS ? "sys" : OWNER + ", sys";
    }

    /** The alert log is not granted to a schema, Amazon's package is no other's, and Autonomous knows no DISCONNECT. */
    boolean can(Ability ability) {
        return switch (ability) {
            case ALERT_LOG -> this == SYS;
            case MANAGED -> this == SYS || this == RDS;
            case DISCONNECT, POST_TRANSACTION -> this != AUTONOMOUS;
            case CURSORS -> false; // of PostgreSQL's own nobody is told
            default -> true;
        };
    }

    /**
     * The owner's privileges as PostgreSQL has them, by what they are called in the script: to be put between GRANT and
     * TO, or between REVOKE and FROM.
     */
    Map<String, String> privileges() {
        Map<String, String> privileges = new TreeMap<>();
        if (script == null) {
            return privileges;
        }
        Matcher grant =
                GRANT.matcher(String.join("\n", SqlPlusScript.read(script).statements()));
        while (grant.find()) {
            if (grant.group(2) != null) {
                privileges.put(grant.group(2), "EXECUTE ON PROCEDURE sys.end_session");
            } else if (grant.group(3) != null) {
                privileges.put(grant.group(3), "EXECUTE ON PROCEDURE sys.managed_end");
            } else {
                String view = (grant.group(1) != null ? grant.group(1) : "sys." + grant.group(4));
                privileges.put(view, "SELECT ON " + view.toLowerCase(Locale.ROOT));
            }
        }
        return privileges;
    }

    /** What makes Amazon's package be there, where it is. */
    String provider() {
        return "INSERT INTO sys.rdsadmin SELECT true WHERE " + (this == RDS);
    }

    /** What comes before install.sql, and leaves the session as the owner in its schema. */
    List<String> prepare(String database) {
        List<String> ddl = new ArrayList<>();
        if (this != SYS) {
            ddl.add("CREATE SCHEMA " + OWNER + " AUTHORIZATION " + OWNER);
            ddl.add("GRANT CREATE ON DATABASE " + database + " TO " + OWNER);
            // what a function of the shim names is looked up as whoever asks
            ddl.add("GRANT USAGE ON SCHEMA sys TO PUBLIC");
            // what stands for PL/SQL's own autonomous transactions
            ddl.add("GRANT EXECUTE ON FUNCTION sys.autonomous TO " + OWNER);
            ddl.add("ALTER DATABASE " + database + " SET contract.owner = '" + OWNER.toUpperCase(Locale.ROOT) + "'");
            privileges().values().forEach(privilege -> ddl.add("GRANT " + privilege + " TO " + OWNER));
            if (this == AUTONOMOUS) {
                ddl.add("ALTER DATABASE " + database + " SET contract.autonomous = 'on'");
            }
            ddl.add(provider());
            ddl.add("SET ROLE " + OWNER);
        }
        ddl.add("SET search_path = " + path() + ", oracle, pg_catalog");
        return ddl;
    }
}
