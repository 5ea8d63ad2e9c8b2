package org.poolwarden.standin.session;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The server's side of O5LOGON with the 12c verifier: both sides prove that they know the password without sending it.
 * For one login.
 */
final class Verifier {

    static final int VERIFIER_ITERATIONS = 4096;
    static final int KEY_ITERATIONS = 3;

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY_BYTES = 32;
    private static final int PREFIX_BYTES = 16;

    private final byte[] salt = random(16);
    private final byte[] keySalt = random(16);
    private final byte[] serverKey = random(KEY_BYTES);
    private final String password;
    private final byte[] verifier;

    /** For a user that does not exist pass any text that nobody can type. */
    Verifier(String password) throws GeneralSecurityException {
        this.password = password;
        byte[] speedySalt = concat(salt, "AUTH_PBKDF2_SPEEDY_KEY".getBytes(StandardCharsets.US_ASCII));
        byte[] speedy = pbkdf2(password, speedySalt, VERIFIER_ITERATIONS, 64);
        byte[] hash = MessageDigest.getInstance("SHA-512").digest(concat(speedy, salt));
        verifier = Arrays.copyOf(hash, KEY_BYTES);
    }

    String saltHex() {
        return HEX.formatHex(salt);
    }

    String keySaltHex() {
        return HEX.formatHex(keySalt);
    }

    String serverKeyHex() throws GeneralSecurityException {
        return HEX.formatHex(aes(Cipher.ENCRYPT_MODE, "NoPadding", verifier, serverKey));
    }

    /**
     * Checks what the client made of the secrets.
     *
     * @return the server's proof for the client, or null if the password is wrong
     * @throws IllegalArgumentException if a text is not hexadecimal
     */
    String prove(String clientKeyHex, String passwordHex) throws GeneralSecurityException {
        byte[] clientKey = aes(Cipher.DECRYPT_MODE, "NoPadding", verifier, HEX.parseHex(clientKeyHex));
        byte[] both = concat(Arrays.copyOf(clientKey, KEY_BYTES), serverKey);
        byte[] session = pbkdf2(HEX.formatHex(both), keySalt, KEY_ITERATIONS, KEY_BYTES);
        if (!matches(session, HEX.parseHex(passwordHex))) {
            return null;
        }
        byte[] proof = concat(random(PREFIX_BYTES), "SERVER_TO_CLIENT".getBytes(StandardCharsets.US_ASCII));
        return HEX.formatHex(aes(Cipher.ENCRYPT_MODE, "PKCS5Padding", session, proof));
    }

    /** A wrong password gives a wrong key, and that mostly wrong padding. */
    private boolean matches(byte[] session, byte[] encrypted) throws GeneralSecurityException {
        byte[] padded = aes(Cipher.DECRYPT_MODE, "NoPadding", session, encrypted);
        byte[] expected = password.getBytes(StandardCharsets.UTF_8);
        int end = PREFIX_BYTES + expected.length;
        int padding = padded.length - end;
        if (padding < 1 || padding > PREFIX_BYTES || padded[padded.length - 1] != padding) {
            return false;
        }
        return MessageDigest.isEqual(expected, Arrays.copyOfRange(padded, PREFIX_BYTES, end));
    }

    private static byte[] pbkdf2(String secret, byte[] salt, int iterations, int bytes)
            throws GeneralSecurityException {
        PBEKeySpec spec = new PBEKeySpec(secret.toCharArray(), salt, iterations, bytes * Byte.SIZE);
        return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                .generateSecret(spec)
                .getEncoded();
    }

    private static byte[] aes(int mode, String padding, byte[] key, byte[] data) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CBC/" + padding);
        cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[16]));
        return cipher.doFinal(data);
    }

    private static byte[] random(int bytes) {
        byte[] value = new byte[bytes];
        RANDOM.nextBytes(value);
        return value;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
