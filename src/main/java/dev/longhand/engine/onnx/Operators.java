package dev.longhand.engine.onnx;

import java.util.List;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.AttributeProto.AttributeType;
import onnx.Onnx.NodeProto;
import onnx.Onnx.OperatorSetIdProto;
import org.nd4j.shade.protobuf.ByteString;

/** The operators of ONNX that a network needs, in the version of 2021, which runtimes have long known. */
final class Operators {
    /** The version of the set of operators. */
    static final OperatorSetIdProto VERSION =
            OperatorSetIdProto.newBuilder().setDomain("").setVersion(14).build();

    private Operators() {}

    /** Named after its first output. An input that is left out has the empty name. */
    static NodeProto node(String operator, List<String> inputs, List<String> outputs, AttributeProto... attributes) {
        return NodeProto.newBuilder()
                .setOpType(operator)
                .setName(outputs.getFirst())
                .addAllInput(inputs)
                .addAllOutput(outputs)
                .addAllAttribute(List.of(attributes))
                .build();
    }

    static AttributeProto number(String name, long value) {
        return attribute(name, AttributeType.INT).setI(value).build();
    }

    static AttributeProto numbers(String name, long value) {
        return attribute(name, AttributeType.INTS).addInts(value).build();
    }

    static AttributeProto fractions(String name, float value) {
        return attribute(name, AttributeType.FLOATS).addFloats(value).build();
    }

    static AttributeProto texts(String name, String value) {
        return attribute(name, AttributeType.STRINGS)
                .addStrings(ByteString.copyFromUtf8(value))
                .build();
    }

    private static AttributeProto.Builder attribute(String name, AttributeType type) {
        return AttributeProto.newBuilder().setName(name).setType(type);
    }
}
