package dev.longhand.engine.onnx;

import onnx.Onnx.TensorProto.DataType;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TensorShapeProto.Dimension;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;

/** What goes into a graph and comes out of it. A size that is a text is free, and the same wherever it has that name. */
final class Values {
    private Values() {}

    static ValueInfoProto ofIds(String name, Object... sizes) {
        return of(name, DataType.INT64, sizes);
    }

    static ValueInfoProto ofFloats(String name, Object... sizes) {
        return of(name, DataType.FLOAT, sizes);
    }

    private static ValueInfoProto of(String name, DataType type, Object... sizes) {
        var shape = TensorShapeProto.newBuilder();
        for (var size : sizes) {
            shape.addDim(size instanceof Integer number ? fixed(number) : free(size.toString()));
        }
        var tensor = TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape);
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    private static Dimension fixed(int size) {
        return Dimension.newBuilder().setDimValue(size).build();
    }

    private static Dimension free(String name) {
        return Dimension.newBuilder().setDimParam(name).build();
    }
}
