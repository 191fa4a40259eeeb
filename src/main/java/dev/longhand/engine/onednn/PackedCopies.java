package dev.longhand.engine.onednn;

import dev.longhand.engine.array.Floats;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.memory;

/**
 * Packed copies of weights that never change, each made once for all passes that read it in the same layout: they differ in their
 * rows, and mostly not in how they want the weights.
 */
public final class PackedCopies {
    private final List<Copy> copies = new ArrayList<>();

    private record Copy(long address, memory.desc plain, memory.desc layout, Floats packed) {}

    /**
     * The weights in another layout.
     *
     * @param from their own
     */
    public synchronized Floats of(memory.desc from, Floats plain, memory.desc to) {
        for (var copy : copies) {
            if (copy.address == plain.address() && copy.plain.equals(from) && copy.layout.equals(to)) {
                return copy.packed;
            }
        }
        var packed = Primitive.allocate(to);
        Primitive.reorder(from, plain, to, packed).run();
        copies.add(new Copy(plain.address(), from, to, packed));
        return packed;
    }

    /** Memory that they take. */
    public synchronized long bytes() {
        return copies.stream()
                .mapToLong(copy -> Float.BYTES * copy.packed.length())
                .sum();
    }
}
