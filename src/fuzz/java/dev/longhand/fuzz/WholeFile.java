package dev.longhand.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a safetensors file is, from its specification and with a JSON parser that is not ours. */
public final class WholeFile {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final String METADATA = "__metadata__";

    private WholeFile() {}

    /** The same tensors under other metadata. */
    public static byte[] withMetadata(byte[] file, Map<String, String> metadata) {
        var header = (ObjectNode) JSON.readTree(header(file));
        header.set(METADATA, JSON.valueToTree(metadata));
        var text = JSON.writeValueAsBytes(header);
        var data = data(file);
        return ByteBuffer.allocate(Long.BYTES + text.length + data.remaining())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .put(text)
                .put(data)
                .array();
    }

    /**
     * @throws Target.Wrong when it is none: its tensors lie apart or over each other, end elsewhere, or are not finite
     */
    public static void check(byte[] file) throws Target.Wrong {
        long end = 0;
        for (var tensor : tensors(file)) {
            var offsets = tensor.get("data_offsets");
            Target.check(offsets.get(0).longValue() == end, "there is a hole or an overlap at byte " + end);
            end = offsets.get(1).longValue();
            Target.check(end == offsets.get(0).longValue() + bytes(tensor), "a shape does not fill its offsets");
        }
        var data = data(file);
        Target.check(data.remaining() == end, "the tensors do not end where the file ends");
        for (var numbers = data.asFloatBuffer(); numbers.hasRemaining(); ) {
            Target.check(Float.isFinite(numbers.get()), "a number is not finite");
        }
    }

    private static List<JsonNode> tensors(byte[] file) {
        var tensors = new ArrayList<JsonNode>();
        JSON.readTree(header(file)).properties().stream()
                .filter(entry -> !entry.getKey().equals(METADATA))
                .forEach(entry -> tensors.add(entry.getValue()));
        tensors.sort(Comparator.comparingLong(
                tensor -> tensor.get("data_offsets").get(0).longValue()));
        return tensors;
    }

    private static long bytes(JsonNode tensor) {
        long bytes = Float.BYTES;
        for (var dimension : tensor.get("shape")) {
            bytes *= dimension.longValue();
        }
        return bytes;
    }

    private static String header(byte[] file) {
        return new String(file, Long.BYTES, length(file), StandardCharsets.UTF_8);
    }

    private static ByteBuffer data(byte[] file) {
        int begin = Long.BYTES + length(file);
        return ByteBuffer.wrap(file, begin, file.length - begin).slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int length(byte[] file) {
        return (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
    }
}
