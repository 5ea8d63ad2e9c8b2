package org.poolwarden.standin.database.sql;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SQL_ID: 13 digits and lower-case letters, the same for the same text. Not Oracle's own numbers. */
public final class SqlId {

    private static final int LENGTH = 13;
    private static final BigInteger RANGE = BigInteger.valueOf(36).pow(LENGTH);

    private SqlId() {}

    public static String of(String sql) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(sql.getBytes(StandardCharsets.UTF_8));
            String id = new BigInteger(1, digest).mod(RANGE).toString(36);
            return "0".repeat(LENGTH - id.length()) + id;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
