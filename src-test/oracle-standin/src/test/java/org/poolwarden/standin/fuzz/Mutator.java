package org.poolwarden.standin.fuzz;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Breaks a good packet. */
final class Mutator {

    private static final int HEADER = 8;
    private static final int LARGEST_NOISE = 300;
    /** Lengths, signs, chunk markers and nulls, where a decoder is most easily misled. */
    private static final int[] NASTY = {0, 1, 0x7f, 0x80, 0x84, 0x88, 0xfd, 0xfe, 0xff};

    private final Random random;
    private final List<byte[]> strangers;

    /** @param strangers good packets that belong elsewhere */
    Mutator(Random random, List<byte[]> strangers) {
        this.random = random;
        this.strangers = strangers;
    }

    /**
     * @param wide whether its header has a length of four bytes
     * @return something else than the good packet
     */
    byte[] broken(byte[] good, boolean wide) {
        byte[] broken;
        do {
            broken = mutate(good, wide);
        } while (Arrays.equals(broken, good));
        return broken;
    }

    private byte[] mutate(byte[] good, boolean wide) {
        return switch (random.nextInt(10)) {
            case 0, 1 -> replaced(good, 1 + random.nextInt(4), HEADER);
            case 2, 3 -> nasty(good);
            case 4 -> withLength(Arrays.copyOf(good, HEADER + random.nextInt(good.length - HEADER)), wide);
            case 5 -> Arrays.copyOf(good, random.nextInt(good.length));
            case 6 -> withLength(inserted(good, noise()), wide);
            case 7 -> withLength(cut(good), wide);
            case 8 -> replaced(good, 1 + random.nextInt(3), 0);
            default -> random.nextBoolean() ? stranger() : random.nextBoolean() ? framedNoise(wide) : noise();
        };
    }

    private byte[] replaced(byte[] good, int count, int from) {
        byte[] bytes = good.clone();
        for (int i = 0; i < count; i++) {
            bytes[from + random.nextInt(bytes.length - from)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private byte[] nasty(byte[] good) {
        byte[] bytes = good.clone();
        int at = HEADER + random.nextInt(bytes.length - HEADER);
        for (int i = at; i < Math.min(bytes.length, at + 1 + random.nextInt(5)); i++) {
            bytes[i] = (byte) NASTY[random.nextInt(NASTY.length)];
        }
        return bytes;
    }

    private byte[] inserted(byte[] good, byte[] more) {
        int at = HEADER + random.nextInt(good.length - HEADER + 1);
        return ByteBuffer.allocate(good.length + more.length)
                .put(good, 0, at)
                .put(more)
                .put(good, at, good.length - at)
                .array();
    }

    private byte[] cut(byte[] good) {
        int from = HEADER + random.nextInt(good.length - HEADER);
        int to = from + random.nextInt(good.length - from + 1);
        return ByteBuffer.allocate(good.length - (to - from))
                .put(good, 0, from)
                .put(good, to, good.length - to)
                .array();
    }

    private byte[] stranger() {
        return strangers.get(random.nextInt(strangers.size()));
    }

    private byte[] noise() {
        byte[] noise = new byte[1 + random.nextInt(LARGEST_NOISE)];
        random.nextBytes(noise);
        return noise;
    }

    /** DATA, for the layers above the packets. */
    private byte[] framedNoise(boolean wide) {
        byte[] noise = noise();
        byte[] packet = ByteBuffer.allocate(HEADER + 2 + noise.length)
                .position(HEADER + 2)
                .put(noise)
                .array();
        packet[4] = 6;
        return withLength(packet, wide);
    }

    private static byte[] withLength(byte[] packet, boolean wide) {
        ByteBuffer header = ByteBuffer.wrap(packet);
        if (wide) {
            header.putInt(0, packet.length);
        } else {
            header.putShort(0, (short) packet.length);
        }
        return packet;
    }
}
