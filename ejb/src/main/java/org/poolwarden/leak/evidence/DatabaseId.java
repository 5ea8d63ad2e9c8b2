package org.poolwarden.leak.evidence;

import java.util.Locale;
import java.util.Objects;
import org.poolwarden.text.Clean;

/**
 * One Oracle database; in a container database one pluggable database. The same sid and serial# occur in every
 * database, so no session is ever named without it.
 *
 * @param uniqueName DB_UNIQUE_NAME, in upper case
 * @param container the container's name in upper case; equal to the database's own name where there is no container
 */
public record DatabaseId(String uniqueName, String container) {

    public DatabaseId {
        uniqueName =
                Clean.line(Objects.requireNonNull(uniqueName, "uniqueName")).toUpperCase(Locale.ROOT);
        container = Clean.line(Objects.requireNonNull(container, "container")).toUpperCase(Locale.ROOT);
    }

    // Written out, here and in the other ids: the equals that a record is given leaves a method type with this class
    // in a cache of the JDK, which keeps our class loader alive after an undeployment.
    @Override
    public boolean equals(Object other) {
        return other instanceof DatabaseId that
                && uniqueName.equals(that.uniqueName)
                && container.equals(that.container);
    }

    @Override
    public int hashCode() {
        return uniqueName.hashCode() * 31 + container.hashCode();
    }

    /** As people write it: {@code FREE/FREEPDB1}. */
    @Override
    public String toString() {
        return uniqueName + "/" + container;
    }
}
