package dev.longhand.engine.onnx;

import dev.longhand.engine.artifact.TensorFile;
import dev.longhand.engine.layer.NetworkShape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.StringStringEntryProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.Version;
import org.nd4j.shade.protobuf.CodedOutputStream;
import org.nd4j.shade.protobuf.WireFormat;

/**
 * An ONNX file as the pieces of memory that it consists of, one after another. Protocol buffers would have every number in the
 * heap, twice; so only what stands before the numbers is made with their classes, and the numbers stay where they are. The
 * same network, numbers and metadata give the same bytes.
 */
public final class OnnxModel {
    private OnnxModel() {}

    /**
     * @param metadata become the properties of the model
     * @return views of the tensors' memory, alive as long as their file is open, and small pieces between them
     * @throws dev.longhand.engine.artifact.BadTensorFile when the file is not of such a network
     */
    public static List<MemorySegment> pieces(
            NetworkShape shape, TensorFile tensors, SortedMap<String, String> metadata) {
        var graph = new ArrayList<MemorySegment>();
        graph.add(piece(StepGraph.of(shape).toByteArray()));
        for (var initializer : Initializers.of(shape, tensors)) {
            graph.addAll(field(GraphProto.INITIALIZER_FIELD_NUMBER, tensor(initializer)));
        }
        var model = new ArrayList<MemorySegment>();
        model.add(piece(head(metadata).toByteArray()));
        model.addAll(field(ModelProto.GRAPH_FIELD_NUMBER, graph));
        return model;
    }

    private static ModelProto head(SortedMap<String, String> metadata) {
        var head = ModelProto.newBuilder()
                .setIrVersion(Version.IR_VERSION_2020_5_8_VALUE)
                .setProducerName("longhand")
                .addOpsetImport(Operators.VERSION);
        metadata.forEach((key, value) -> head.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return head.build();
    }

    private static List<MemorySegment> tensor(Initializer initializer) {
        var tensor = new ArrayList<MemorySegment>();
        tensor.add(piece(initializer.head().toByteArray()));
        tensor.addAll(field(TensorProto.RAW_DATA_FIELD_NUMBER, initializer.values()));
        return tensor;
    }

    /** A field of another message: its number, its length, and then itself. */
    private static List<MemorySegment> field(int number, List<MemorySegment> content) {
        long length = content.stream().mapToLong(MemorySegment::byteSize).sum();
        var field = new ArrayList<MemorySegment>();
        field.add(piece(tag(number, length)));
        field.addAll(content);
        return field;
    }

    private static byte[] tag(int number, long length) {
        var bytes = new ByteArrayOutputStream();
        try {
            var out = CodedOutputStream.newInstance(bytes);
            out.writeTag(number, WireFormat.WIRETYPE_LENGTH_DELIMITED);
            out.writeUInt64NoTag(length);
            out.flush();
        } catch (IOException e) {
            throw new IllegalStateException("Memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private static MemorySegment piece(byte[] bytes) {
        return MemorySegment.ofArray(bytes);
    }
}
