package dev.longhand.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** A safetensors file of which one part is damaged, the others as they were: so the damage is met in every layer of its reader. */
public final class DamagedFile {
    private static final long[] LENGTHS = {
        0,
        1,
        2,
        3,
        7,
        8,
        16,
        255,
        256,
        65536,
        16 << 20,
        (16 << 20) + 1,
        Integer.MAX_VALUE,
        1L << 31,
        1L << 32,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        -1,
        -8
    };
    private static final float[] NUMBERS = {
        Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MAX_VALUE, Float.MIN_VALUE, -0f, 0, 1e30f
    };

    private DamagedFile() {}

    public static byte[] of(byte[] whole, RandomGenerator chance) {
        int headerLength = (int) buffer(whole).getLong(0);
        var header = new String(whole, Long.BYTES, headerLength, StandardCharsets.UTF_8);
        var data = Arrays.copyOfRange(whole, Long.BYTES + headerLength, whole.length);
        return switch (chance.nextInt(10)) {
            case 0, 1, 2 -> DamagedBytes.of(whole, chance);
            case 3 -> withLength(whole, headerLength, chance);
            case 4 -> file(header, DamagedBytes.of(data, chance));
            case 5 -> file(header, withNumber(data, chance));
            default -> file(DamagedJson.of(header, chance), data);
        };
    }

    private static byte[] withLength(byte[] whole, long length, RandomGenerator chance) {
        var bytes = whole.clone();
        buffer(bytes)
                .putLong(
                        0,
                        chance.nextBoolean()
                                ? LENGTHS[chance.nextInt(LENGTHS.length)]
                                : length + chance.nextInt(-9, 10));
        return bytes;
    }

    private static byte[] withNumber(byte[] data, RandomGenerator chance) {
        var bytes = data.clone();
        buffer(bytes)
                .putFloat(
                        Float.BYTES * chance.nextInt(bytes.length / Float.BYTES),
                        NUMBERS[chance.nextInt(NUMBERS.length)]);
        return bytes;
    }

    private static byte[] file(String header, byte[] data) {
        var text = header.getBytes(StandardCharsets.UTF_8);
        return buffer(new byte[Long.BYTES + text.length + data.length])
                .putLong(text.length)
                .put(text)
                .put(data)
                .array();
    }

    private static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
