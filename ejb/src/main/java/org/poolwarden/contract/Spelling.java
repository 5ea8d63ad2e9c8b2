package org.poolwarden.contract;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One name in the spelling of each interface. Names are declared in camelCase (JMX operations, JSON, CSV) without two
 * capitals in a row, which makes every spelling reversible.
 */
public final class Spelling {

    private static final Pattern CAMEL = Pattern.compile("[a-z][a-z0-9]*([A-Z][a-z0-9]+)*");
    private static final Pattern CAPITAL = Pattern.compile("[A-Z]");
    private static final Pattern SEPARATED = Pattern.compile("[-_](.)");

    private Spelling() {}

    /** Whether a name may be declared. */
    public static boolean isCamel(String name) {
        return CAMEL.matcher(name).matches();
    }

    /** {@code leaseId} for jboss-cli: {@code lease-id}. */
    public static String hyphenated(String camel) {
        return CAPITAL.matcher(camel).replaceAll(found -> "-" + found.group().toLowerCase(Locale.ROOT));
    }

    /** {@code lease-id} and {@code LEASE_ID}, as {@code leaseId}. */
    public static String camel(String separated) {
        return SEPARATED.matcher(separated.toLowerCase(Locale.ROOT)).replaceAll(found -> found.group(1)
                .toUpperCase(Locale.ROOT));
    }

    /** {@code leaseCount} as the attribute of an MBean: {@code LeaseCount}. */
    public static String upperCamel(String camel) {
        return camel.substring(0, 1).toUpperCase(Locale.ROOT) + camel.substring(1);
    }
}
