package org.poolwarden.kill.preview;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.poolwarden.kill.Premise;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.scan.Ticker;

/**
 * Issues and checks tokens of previews. Nothing is kept of one: it has the time, what it is for and what was seen, all
 * under a code that only this deployment can make, for the key is random and never leaves it. Safe for use by several
 * threads.
 */
public final class PreviewTokens {

    /** How long after its preview a token is taken. */
    public static final Duration VALID = Duration.ofMinutes(1);

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY = 32;
    /** In bytes. What a token is for and what was seen are digests of that length. */
    private static final int DIGEST = 12;

    private static final int CODE = 16;
    private static final int LENGTH = Long.BYTES + 2 * DIGEST + CODE;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern TEXT = Pattern.compile("[A-Za-z0-9_-]{64}");

    private final SecretKeySpec key;
    private final Ticker ticker;

    public PreviewTokens(Ticker ticker) {
        byte[] random = new byte[KEY];
        RANDOM.nextBytes(random);
        this.key = new SecretKeySpec(random, ALGORITHM);
        this.ticker = ticker;
    }

    /**
     * A token of a preview that refuses nothing.
     *
     * @param subject what was asked for, such as {@code lease 7}
     * @param rows what was seen
     */
    public PreviewToken issue(String subject, List<Row> rows) {
        ByteBuffer token = ByteBuffer.allocate(LENGTH)
                .putLong(ticker.nanos())
                .put(digest(subject))
                .put(digest(state(rows)));
        token.put(code(token.array()));
        return new PreviewToken(
                Base64.getUrlEncoder().withoutPadding().encodeToString(token.array()),
                ticker.now().plus(VALID));
    }

    /**
     * The premise of a request with this token: the leases or sessions are as they were when it was issued. Another
     * lease, session, checkout or verdict breaks it.
     *
     * @param subject what the request is for, as in {@link #issue}
     * @param token null if the request has none; then it takes nothing for granted
     * @throws WardenException BAD_REQUEST if the token is none of this deployment's or is for something else; TOO_LATE
     *     if it is too old
     */
    public Premise premise(String subject, String token) throws WardenException {
        if (token == null) {
            return Premise.NONE;
        }
        ByteBuffer read = read(token);
        long issued = read.getLong();
        byte[] about = new byte[DIGEST];
        read.get(about);
        if (!MessageDigest.isEqual(about, digest(subject))) {
            throw new WardenException(Fault.BAD_REQUEST, Messages.LOG.wrongPreviewToken(), null);
        }
        if (ticker.nanos() - issued > VALID.toNanos()) {
            throw new WardenException(Fault.TOO_LATE, Messages.LOG.oldPreviewToken(VALID.toSeconds()), null);
        }
        byte[] seen = new byte[DIGEST];
        read.get(seen);
        return new Premise(subject, rows -> MessageDigest.isEqual(seen, digest(state(rows))));
    }

    /** The premise that one of several, which were compared together, is as it was then. */
    public static Premise unchanged(Row row) {
        String seen = state(List.of(row));
        return new Premise("lease " + row.lease().id(), now -> seen.equals(state(now)));
    }

    private ByteBuffer read(String token) throws WardenException {
        if (TEXT.matcher(token).matches()) {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            if (MessageDigest.isEqual(code(bytes), Arrays.copyOfRange(bytes, LENGTH - CODE, LENGTH))) {
                return ByteBuffer.wrap(bytes);
            }
        }
        throw new WardenException(Fault.BAD_REQUEST, Messages.LOG.wrongPreviewToken(), null);
    }

    /** What must not change, of each, in an order that does not depend on a scan. */
    private static String state(List<Row> rows) {
        return rows.stream()
                .sorted(Comparator.comparingLong(row -> row.lease().id()))
                .map(PreviewTokens::state)
                .collect(Collectors.joining("\n"));
    }

    private static String state(Row row) {
        Lease lease = row.lease();
        return lease.id() + "|" + lease.pool() + "|" + (lease.isNone() ? "" : lease.since()) + "|"
                + (lease.client() == null ? "" : lease.client().session()) + "|"
                + row.judgement().verdict();
    }

    private static byte[] digest(String text) {
        try {
            byte[] all = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(all, DIGEST);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }

    /** Of all that is before the code. */
    private byte[] code(byte[] token) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(token, 0, LENGTH - CODE);
            return Arrays.copyOf(mac.doFinal(), CODE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }
}
