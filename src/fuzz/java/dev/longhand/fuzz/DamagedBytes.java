package dev.longhand.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Bytes in which something has gone wrong in a few places, as on a bad disk or with a bad writer. */
public final class DamagedBytes {
    private static final int MOST_CHANGES = 4;
    private static final int LONGEST_BLOCK = 64;

    private DamagedBytes() {}

    public static byte[] of(byte[] whole, RandomGenerator chance) {
        var bytes = whole.clone();
        for (int changes = chance.nextInt(1, MOST_CHANGES + 1); changes > 0; changes--) {
            bytes = bytes.length == 0 ? block(chance) : changed(bytes, chance);
        }
        return bytes;
    }

    private static byte[] changed(byte[] bytes, RandomGenerator chance) {
        int at = chance.nextInt(bytes.length);
        int end = Math.min(bytes.length, at + chance.nextInt(1, LONGEST_BLOCK));
        return switch (chance.nextInt(8)) {
            case 0, 1 -> set(bytes, at, bytes[at] ^ 1 << chance.nextInt(Byte.SIZE));
            case 2 -> set(bytes, at, chance.nextInt());
            case 3 -> Arrays.copyOf(bytes, at);
            case 4 -> joined(bytes, 0, at, block(chance), at, bytes.length);
            case 5 -> joined(bytes, 0, at, new byte[0], end, bytes.length);
            case 6 -> joined(bytes, 0, end, new byte[0], at, bytes.length); // a block twice
            default -> swapped(bytes, at, chance.nextInt(bytes.length), chance.nextInt(1, LONGEST_BLOCK));
        };
    }

    private static byte[] set(byte[] bytes, int at, int value) {
        bytes[at] = (byte) value;
        return bytes;
    }

    private static byte[] block(RandomGenerator chance) {
        var block = new byte[chance.nextInt(1, LONGEST_BLOCK)];
        chance.nextBytes(block);
        return block;
    }

    private static byte[] joined(byte[] bytes, int from, int to, byte[] between, int from2, int to2) {
        var out = new ByteArrayOutputStream();
        out.write(bytes, from, to - from);
        out.writeBytes(between);
        out.write(bytes, from2, to2 - from2);
        return out.toByteArray();
    }

    private static byte[] swapped(byte[] bytes, int a, int b, int most) {
        int length = Math.min(most, bytes.length - Math.max(a, b));
        var kept = Arrays.copyOfRange(bytes, a, a + length);
        System.arraycopy(bytes, b, bytes, a, length);
        System.arraycopy(kept, 0, bytes, b, length);
        return bytes;
    }
}
