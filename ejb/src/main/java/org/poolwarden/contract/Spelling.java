package org.poolwarden.contract;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Spells a name as each interface writes it. Names are declared in camelCase, as JMX operations, JSON and CSV have
 * them. Two capitals in a row are not allowed, because then no spelling would be reversible.
 */
public final class Spelling {

    private static final Pattern CAMEL = Pattern.compile("[a-z][a-z0-9]*([A-Z][a-z0-9]+)*");
    private static final Pattern CAPITAL = Pattern.compile("[A-Z]");
    private static final Pattern SEPARATED = Pattern.compile("[-_](.)");

    private Spelling() {}

    /** Whether this is camelCase without two capitals in a row. */
    public static boolean isCamel(String name) {
        return CAMEL.matcher(name).matches();
    }

    /** The name for jboss-cli: {@code leaseId} becomes {@code lease-id}. */
    public static String hyphenated(String camel) {
        return CAPITAL.matcher(camel).replaceAll(found -> "-" + found.group().toLowerCase(Locale.ROOT));
    }

    /** The name in camelCase: both {@code lease-id} and {@code LEASE_ID} become {@code leaseId}. */
    public static String camel(String separated) {
        return SEPARATED.matcher(separated.toLowerCase(Locale.ROOT)).replaceAll(found -> found.group(1)
                .toUpperCase(Locale.ROOT));
    }

    /** The name of an MBean's attribute: {@code leaseCount} becomes {@code LeaseCount}. */
    public static String upperCamel(String camel) {
        return camel.substring(0, 1).toUpperCase(Locale.ROOT) + camel.substring(1);
    }
}
