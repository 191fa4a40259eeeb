package dev.longhand.generation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.UUID;

/**
 * A {@link KeptState} as bytes: version, model, then {@code next}, the number of recent tokens and these, and for every part of the
 * hidden state its length and float32 values, little-endian; whole numbers in groups of seven bits, the lowest first.
 */
final class StateBytes {
    private static final byte VERSION = 1;
    private static final int LONGEST_NUMBER = 5;

    private StateBytes() {}

    static byte[] of(KeptState state) {
        int floats = Arrays.stream(state.hidden()).mapToInt(part -> part.length).sum();
        int numbers = 3 + state.recent().length + state.hidden().length;
        var bytes = ByteBuffer.allocate(1 + 2 * Long.BYTES + LONGEST_NUMBER * numbers + Float.BYTES * floats)
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(VERSION);
        bytes.putLong(state.modelId().getMostSignificantBits());
        bytes.putLong(state.modelId().getLeastSignificantBits());
        putNumber(state.next(), bytes);
        putNumber(state.recent().length, bytes);
        for (int id : state.recent()) {
            putNumber(id, bytes);
        }
        putNumber(state.hidden().length, bytes);
        for (var part : state.hidden()) {
            putNumber(part.length, bytes);
            bytes.asFloatBuffer().put(part);
            bytes.position(bytes.position() + Float.BYTES * part.length);
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /**
     * @param bytes that {@link #of} has made: whoever calls has checked their signature
     */
    static KeptState read(ByteBuffer bytes) {
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        byte version = bytes.get();
        if (version != VERSION) {
            throw new IllegalStateException("A state of version %d was signed with our key".formatted(version));
        }
        var modelId = new UUID(bytes.getLong(), bytes.getLong());
        int next = number(bytes);
        var recent = new int[number(bytes)];
        for (int i = 0; i < recent.length; i++) {
            recent[i] = number(bytes);
        }
        var hidden = new float[number(bytes)][];
        for (int part = 0; part < hidden.length; part++) {
            hidden[part] = new float[number(bytes)];
            bytes.asFloatBuffer().get(hidden[part]);
            bytes.position(bytes.position() + Float.BYTES * hidden[part].length);
        }
        return new KeptState(modelId, next, recent, hidden);
    }

    private static void putNumber(int number, ByteBuffer bytes) {
        int rest = number;
        for (; rest >= 0x80; rest >>>= 7) {
            bytes.put((byte) (rest & 0x7F | 0x80));
        }
        bytes.put((byte) rest);
    }

    private static int number(ByteBuffer bytes) {
        int number = 0;
        for (int shift = 0; ; shift += 7) {
            byte group = bytes.get();
            number |= (group & 0x7F) << shift;
            if (group >= 0) {
                return number;
            }
        }
    }
}
