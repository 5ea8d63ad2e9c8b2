package org.poolwarden.console.list;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Names of pools that are short enough for a column and still tell the pools apart. */
public final class PoolNames {

    private PoolNames() {}

    /**
     * Each JNDI name with its last part; with as many parts more as it takes until no other pool ends like it.
     *
     * @param names the JNDI names of all pools that a page shows
     */
    public static Map<String, String> shortest(Collection<String> names) {
        TreeSet<String> all = new TreeSet<>(names);
        Map<String, String> shortest = new TreeMap<>();
        for (String name : all) {
            int start = name.lastIndexOf('/') + 1;
            while (start > 0 && isShared(name.substring(start), name, all)) {
                start = name.lastIndexOf('/', start - 2) + 1;
            }
            shortest.put(name, name.substring(start));
        }
        return shortest;
    }

    private static boolean isShared(String end, String name, Collection<String> all) {
        return all.stream().anyMatch(other -> !other.equals(name) && (other.equals(end) || other.endsWith('/' + end)));
    }
}
