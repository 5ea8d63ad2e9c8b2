package org.poolwarden.server;

import java.util.Map;
import org.poolwarden.standin.StandIn;

/** Which database the datasources go to, as system properties of the server. */
public final class Oracle {

    private static final String STAND_IN_PASSWORD = "warden";

    private Oracle() {}

    /** Whether {@code -Doracle.url} names a real database. */
    static boolean isGiven() {
        return url() != null && !url().isBlank();
    }

    static String url() {
        return System.getProperty("oracle.url");
    }

    /** A real database: the guard's own user comes from -Doracle.guard.user and -Doracle.guard.password. */
    static Map<String, String> properties() {
        String user = required("oracle.user");
        String password = required("oracle.password");
        return properties(
                url(),
                user,
                password,
                user,
                password,
                System.getProperty("oracle.guard.user", "POOLWARDEN"),
                System.getProperty("oracle.guard.password", password));
    }

    /** The demo database of the stand-in. */
    public static Map<String, String> properties(StandIn standIn) {
        return properties(standIn.url(), "SHOP", "shop", "OPSDBA", "opsdba", "POOLWARDEN", STAND_IN_PASSWORD);
    }

    /** For the credential store. */
    static String guardPassword() {
        return isGiven() ? System.getProperty("oracle.guard.password", required("oracle.password")) : STAND_IN_PASSWORD;
    }

    private static Map<String, String> properties(
            String url,
            String shop,
            String shopPassword,
            String ops,
            String opsPassword,
            String guard,
            String guardPassword) {
        return Map.of(
                "shop.url", url,
                "shop.user", shop,
                "shop.password", shopPassword,
                "ops.user", ops,
                "ops.password", opsPassword,
                "poolwarden.guard.url", url,
                "poolwarden.guard.user", guard,
                "poolwarden.guard.password", guardPassword);
    }

    private static String required(String property) {
        String value = System.getProperty(property);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("-Doracle.url is given, so -D" + property + " is needed too");
        }
        return value;
    }
}
