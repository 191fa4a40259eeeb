package dev.longhand.bench.pytorch;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a safetensors file holds, read by the letter of the format and by nothing of the project's own reader: a
 * little-endian length, a JSON header of that length, and the tensors' bytes. float32 only, up to 2 GiB.
 */
record SafeTensors(Map<String, Tensor> tensors, Map<String, String> metadata) {
    static SafeTensors read(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
                    .order(ByteOrder.LITTLE_ENDIAN);
            var header = new byte[Math.toIntExact(bytes.getLong(0))];
            bytes.get(Long.BYTES, header);
            int start = Long.BYTES + header.length;
            var body = bytes.slice(start, bytes.capacity() - start);
            return read(
                    JsonParser.parseString(new String(header, StandardCharsets.UTF_8))
                            .getAsJsonObject(),
                    body);
        }
    }

    private static SafeTensors read(JsonObject header, ByteBuffer body) throws IOException {
        var tensors = new LinkedHashMap<String, Tensor>();
        var metadata = new LinkedHashMap<String, String>();
        for (var entry : header.entrySet()) {
            var value = entry.getValue().getAsJsonObject();
            if (entry.getKey().equals("__metadata__")) {
                value.entrySet()
                        .forEach(pair ->
                                metadata.put(pair.getKey(), pair.getValue().getAsString()));
            } else {
                tensors.put(entry.getKey(), tensor(entry.getKey(), value, body));
            }
        }
        return new SafeTensors(tensors, metadata);
    }

    private static Tensor tensor(String name, JsonObject entry, ByteBuffer body) throws IOException {
        if (!entry.get("dtype").getAsString().equals("F32")) {
            throw new IOException(name + " is not F32 but " + entry.get("dtype"));
        }
        var shape = entry.getAsJsonArray("shape").asList().stream()
                .mapToLong(size -> size.getAsLong())
                .toArray();
        int begin = entry.getAsJsonArray("data_offsets").get(0).getAsInt();
        int end = entry.getAsJsonArray("data_offsets").get(1).getAsInt();
        var values = new float[Tensor.size(shape)];
        if (end - begin != Float.BYTES * (long) values.length) {
            throw new IOException("%s: bytes %d to %d for %d floats".formatted(name, begin, end, values.length));
        }
        body.slice(begin, end - begin)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        return new Tensor(shape, values);
    }
}
