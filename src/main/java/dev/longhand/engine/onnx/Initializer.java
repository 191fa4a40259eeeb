package dev.longhand.engine.onnx;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.LongStream;
import onnx.Onnx.TensorProto;

/**
 * Numbers of a graph.
 *
 * @param shape  sizes, outermost first
 * @param values float32, little-endian, row-major, in pieces one after another
 */
record Initializer(String name, long[] shape, List<MemorySegment> values) {
    Initializer(String name, long[] shape, MemorySegment values) {
        this(name, shape, List.of(values));
    }

    /** Everything but the values. */
    TensorProto head() {
        return TensorProto.newBuilder()
                .addAllDims(LongStream.of(shape).boxed().toList())
                .setDataType(TensorProto.DataType.FLOAT_VALUE)
                .setName(name)
                .build();
    }
}
