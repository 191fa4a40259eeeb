package dev.longhand.engine.artifact;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes safetensors files that depend on nothing but their arguments: the same ones give the same bytes. */
public final class TensorFileWriter {
    private static final int BLOCK = 1 << 16;

    private static final ValueLayout.OfFloat HERE = ValueLayout.JAVA_FLOAT_UNALIGNED;

    private TensorFileWriter() {}

    /** SHA-256 of the tensors' bytes as they will stand in the file, in hexadecimal. */
    public static String sha256(List<Tensor> tensors) {
        try (var out = new DigestOutputStream(OutputStream.nullOutputStream(), Sha256.start())) {
            for (var tensor : tensors) {
                writeBytes(out, tensor);
            }
            return Sha256.hex(out.getMessageDigest().digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void write(OutputStream out, SortedMap<String, String> metadata, List<Tensor> tensors)
            throws IOException {
        writeHeader(out, metadata, tensors);
        for (var tensor : tensors) {
            writeBytes(out, tensor);
        }
    }

    /** Adds a tensor to the end by which {@link TensorFile#checkSeal} can tell that nothing has changed. */
    @SuppressWarnings("resource") // whoever opened the stream closes it
    public static void writeSealed(OutputStream out, SortedMap<String, String> metadata, List<Tensor> tensors)
            throws IOException {
        var sealing = new DigestOutputStream(out, Sha256.start());
        writeHeader(
                sealing,
                metadata,
                Stream.concat(tensors.stream(), Stream.of(Seal.blank())).toList());
        for (var tensor : tensors) {
            writeBytes(sealing, tensor);
        }
        out.write(sealing.getMessageDigest().digest());
    }

    private static void writeHeader(OutputStream out, SortedMap<String, String> metadata, List<Tensor> tensors)
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
    }

    private static String header(SortedMap<String, String> metadata, List<Tensor> tensors) {
        var json = new StringBuilder("{\"__metadata__\":{");
        json.append(metadata.entrySet().stream()
                .map(entry -> quote(entry.getKey()) + ":" + quote(entry.getValue()))
                .collect(Collectors.joining(",")));
        json.append('}');
        long begin = 0;
        for (var tensor : tensors) {
            long end = begin + tensor.byteSize();
            var shape = Arrays.toString(tensor.shape()).replace(" ", "");
            // appended, because a format would write the digits of the machine's language
            json.append(',').append(quote(tensor.name()));
            json.append(":{\"dtype\":\"F32\",\"shape\":").append(shape);
            json.append(",\"data_offsets\":[")
                    .append(begin)
                    .append(',')
                    .append(end)
                    .append("]}");
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

    /** Block by block: a large tensor has no second copy in the heap. */
    private static void writeBytes(OutputStream out, Tensor tensor) throws IOException {
        var values = tensor.values().get();
        var block = new byte[(int) Math.min(BLOCK, values.byteSize())];
        var bytes = MemorySegment.ofArray(block);
        for (long at = 0; at < values.byteSize(); at += BLOCK) {
            int length = (int) Math.min(BLOCK, values.byteSize() - at);
            MemorySegment.copy(values, HERE, at, bytes, TensorFile.FLOAT, 0, length / Float.BYTES);
            out.write(block, 0, length);
        }
    }
}
