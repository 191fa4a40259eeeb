package dev.longhand.engine.artifact;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Writes safetensors files that depend on nothing but their arguments: the same ones give the same bytes. */
public final class TensorFileWriter {
    private TensorFileWriter() {}

    /** SHA-256 of the tensors' bytes as they will stand in the file, in hexadecimal. */
    public static String sha256(List<Tensor> tensors) {
        var digest = TensorFile.Sha256.start();
        tensors.forEach(tensor -> digest.update(bytes(tensor)));
        return TensorFile.Sha256.hex(digest);
    }

    public static void write(OutputStream out, SortedMap<String, String> metadata, List<Tensor> tensors)
            throws IOException {
        var header = header(metadata, tensors).getBytes(StandardCharsets.UTF_8);
        // spaces up to the next multiple of 64, so that the tensors can be mapped aligned
        int padded = Math.ceilDiv(header.length + Long.BYTES, 64) * 64 - Long.BYTES;
        if (padded > TensorFile.MAX_HEADER) {
            throw new IllegalArgumentException("The header would have " + padded + " bytes");
        }
        var padding = new byte[padded - header.length];
        Arrays.fill(padding, (byte) ' ');
        out.write(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(padded)
                .array());
        out.write(header);
        out.write(padding);
        for (var tensor : tensors) {
            out.write(bytes(tensor).array());
        }
    }

    private static String header(SortedMap<String, String> metadata, List<Tensor> tensors) {
        var json = new StringBuilder("{\"__metadata__\":{");
        json.append(metadata.entrySet().stream()
                .map(entry -> quote(entry.getKey()) + ":" + quote(entry.getValue()))
                .collect(Collectors.joining(",")));
        json.append('}');
        long begin = 0;
        for (var tensor : tensors) {
            long end = begin + (long) Float.BYTES * tensor.values().length;
            json.append(",%s:{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
                    .formatted(
                            quote(tensor.name()),
                            Arrays.toString(tensor.shape()).replace(" ", ""),
                            begin,
                            end));
            begin = end;
        }
        return json.append('}').toString();
    }

    private static String quote(String text) {
        var quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c < ' ' || Character.isSurrogate((char) c)) {
                quoted.append("\\u%04x".formatted(c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }

    private static ByteBuffer bytes(Tensor tensor) {
        var buffer = ByteBuffer.allocate(Float.BYTES * tensor.values().length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(tensor.values());
        return buffer;
    }
}
