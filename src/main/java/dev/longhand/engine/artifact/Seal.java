package dev.longhand.engine.artifact;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * The last tensor of a sealed file: the 32 bytes of the SHA-256 of everything before it, header and padding too, in the place
 * of eight numbers. So the file can be written in one go, and no bit of it can change unnoticed.
 */
final class Seal {
    private static final String NAME = "seal";
    private static final int NUMBERS = 8;
    private static final int BYTES = NUMBERS * Float.BYTES;

    private Seal() {}

    /** Holds its place in the header. */
    static Tensor blank() {
        return new Tensor(NAME, new long[] {NUMBERS}, new float[NUMBERS]);
    }

    /**
     * @throws BadTensorFile when a file has no seal, or one that is not its own
     */
    static void check(MemorySegment file, TensorInfo last) {
        if (!last.name().equals(NAME) || !last.shape().equals(List.of((long) NUMBERS))) {
            throw new BadTensorFile("The file has no seal.");
        }
        long end = file.byteSize() - BYTES;
        var sealed = MemorySegment.ofArray(Sha256.of(file.asSlice(0, end)));
        if (sealed.mismatch(file.asSlice(end)) >= 0) {
            throw new BadTensorFile(
                    "The file is not as it was written: its seal is broken (SHA-256 %s, the seal says %s)."
                            .formatted(
                                    Sha256.hex(sealed.toArray(ValueLayout.JAVA_BYTE)),
                                    Sha256.hex(file.asSlice(end).toArray(ValueLayout.JAVA_BYTE))));
        }
    }
}
