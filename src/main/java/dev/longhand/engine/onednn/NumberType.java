package dev.longhand.engine.onednn;

import org.bytedeco.dnnl.memory;

/** What the factors of a product are; its sums are always float32. */
public enum NumberType {
    FLOAT32(Float.BYTES, memory.data_type.f32),
    BF16(Short.BYTES, memory.data_type.bf16);

    private final int bytes;
    private final memory.data_type oneDnn;

    NumberType(int bytes, memory.data_type oneDnn) {
        this.bytes = bytes;
        this.oneDnn = oneDnn;
    }

    long bytes() {
        return bytes;
    }

    memory.data_type oneDnn() {
        return oneDnn;
    }
}
