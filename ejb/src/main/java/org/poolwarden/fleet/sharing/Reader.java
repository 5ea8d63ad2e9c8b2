package org.poolwarden.fleet.sharing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import org.poolwarden.leak.evidence.DatabaseId;

/**
 * Which node reads a database for all: the one whose name and the database's have the largest digest. Every node finds
 * the same one by the same names. When a node leaves, only the databases that it read go to others.
 */
final class Reader {

    private Reader() {}

    /** @param nodes at least one */
    static String of(DatabaseId database, Collection<String> nodes) {
        String best = null;
        byte[] largest = null;
        for (String node : nodes) {
            byte[] digest = digest(database + " " + node);
            if (largest == null || Arrays.compareUnsigned(digest, largest) > 0) {
                best = node;
                largest = digest;
            }
        }
        return best;
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
