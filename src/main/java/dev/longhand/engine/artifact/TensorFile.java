package dev.longhand.engine.artifact;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An open safetensors file whose header has been checked: it fits the file exactly, its tensors are float32, lie side by side
 * without a hole or an overlap, and end where the file ends. What the tensors hold is checked when they are read.
 *
 * <p>Layout: a little-endian 64-bit header length, the JSON header, the tensors (https://github.com/huggingface/safetensors).
 */
public final class TensorFile implements AutoCloseable {
    /** The header's largest length in bytes: a vocabulary of every code point fits three times. */
    public static final int MAX_HEADER = 16 << 20;

    static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Arena arena;
    private final MemorySegment file;
    private final MemorySegment data;
    private final Map<String, String> metadata;
    private final Map<String, TensorInfo> tensors;

    private TensorFile(Arena arena, MemorySegment file, long dataBegin, TensorHeader header) {
        this.arena = arena;
        this.file = file;
        this.data = file.asSlice(dataBegin);
        this.metadata = header.metadata();
        this.tensors = new LinkedHashMap<>();
        header.tensors().forEach(tensor -> tensors.put(tensor.name(), tensor));
    }

    /**
     * @throws BadTensorFile when it is not a file that can be used
     */
    @SuppressWarnings("MustBeClosed") // the arena is closed with this file
    public static TensorFile open(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            long size = channel.size();
            long headerLength = headerLength(channel, size);
            var header = HeaderParser.parse(headerText(channel, (int) headerLength));
            long dataBegin = Long.BYTES + headerLength;
            checkTensors(header.tensors(), size - dataBegin);
            var arena = Arena.ofShared();
            var file = channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena);
            return new TensorFile(arena, file, dataBegin, header);
        }
    }

    private static long headerLength(FileChannel channel, long size) throws IOException {
        if (size < Long.BYTES) {
            throw new BadTensorFile("The file ends before its header begins.");
        }
        long length =
                readFully(channel, 0, Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
        if (length < 2 || length > MAX_HEADER) {
            throw new BadTensorFile("The header is said to have %s bytes; between 2 and %,d are possible."
                    .formatted(Long.toUnsignedString(length), MAX_HEADER));
        }
        if (length > size - Long.BYTES) {
            throw new BadTensorFile("The file ends inside its header.");
        }
        return length;
    }

    private static String headerText(FileChannel channel, int length) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(readFully(channel, Long.BYTES, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadTensorFile("The header is not UTF-8.");
        }
    }

    private static ByteBuffer readFully(FileChannel channel, long position, int length) throws IOException {
        var buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new BadTensorFile("The file ends inside its header.");
            }
        }
        return buffer.flip();
    }

    private static void checkTensors(List<TensorInfo> tensors, long dataLength) {
        long end = 0;
        for (var tensor : tensors.stream()
                .sorted(Comparator.comparingLong(TensorInfo::begin))
                .toList()) {
            if (tensor.begin() != end) {
                throw new BadTensorFile("Tensor '%s' begins at byte %d of the data where byte %d is free."
                        .formatted(tensor.name(), tensor.begin(), end));
            }
            if (!tensor.dtype().equals("F32")) {
                throw new BadTensorFile(
                        "Tensor '%s' is of type %s; only F32 is read.".formatted(tensor.name(), tensor.dtype()));
            }
            if (tensor.end() - tensor.begin() != byteSize(tensor)) {
                throw new BadTensorFile("Tensor '%s' of shape %s does not fill its data_offsets [%d, %d]."
                        .formatted(tensor.name(), tensor.shape(), tensor.begin(), tensor.end()));
            }
            end = tensor.end();
        }
        if (end != dataLength) {
            throw new BadTensorFile(
                    "The tensors need %d bytes after the header, the file has %d.".formatted(end, dataLength));
        }
    }

    private static long byteSize(TensorInfo tensor) {
        try {
            long size = Float.BYTES;
            for (long dimension : tensor.shape()) {
                size = Math.multiplyExact(size, dimension);
            }
            return size;
        } catch (ArithmeticException e) {
            throw new BadTensorFile("Tensor '%s' of shape %s is too large.".formatted(tensor.name(), tensor.shape()));
        }
    }

    public Map<String, String> metadata() {
        return metadata;
    }

    public Map<String, TensorInfo> tensors() {
        return tensors;
    }

    /**
     * Makes sure of a tensor without reading it.
     *
     * @throws BadTensorFile when it is missing or of another shape
     */
    public TensorInfo require(String name, long... shape) {
        var tensor = tensors.get(name);
        if (tensor == null) {
            throw new BadTensorFile("Tensor '%s' is missing.".formatted(name));
        }
        if (!tensor.shape().equals(Arrays.stream(shape).boxed().toList())) {
            throw new BadTensorFile("Tensor '%s' is of shape %s; the network needs %s."
                    .formatted(name, tensor.shape(), Arrays.toString(shape)));
        }
        return tensor;
    }

    /**
     * The values of one tensor, in the order of the file.
     *
     * @throws BadTensorFile when it is missing, of another shape, or has a value that is not finite
     */
    public float[] read(String name, long... shape) {
        var tensor = require(name, shape);
        var values = data.asSlice(tensor.begin(), tensor.end() - tensor.begin()).toArray(FLOAT);
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new BadTensorFile("Tensor '%s' has the value %s at position %d.".formatted(name, values[i], i));
            }
        }
        return values;
    }

    /**
     * Copies the values of one tensor as they are.
     *
     * @param to float32 in the byte order of this machine, as long as the tensor
     * @throws BadTensorFile when it is missing or of another length
     */
    public void read(String name, MemorySegment to) {
        var tensor = require(name, to.byteSize() / Float.BYTES);
        MemorySegment.copy(data, FLOAT, tensor.begin(), to, ValueLayout.JAVA_FLOAT, 0, to.byteSize() / Float.BYTES);
    }

    /**
     * The bytes of one tensor as they stand in the file, little-endian, alive as long as it is open. They are not looked at.
     *
     * @throws BadTensorFile when it is missing or of another shape
     */
    public MemorySegment bytes(String name, long... shape) {
        var tensor = require(name, shape);
        return data.asSlice(tensor.begin(), tensor.end() - tensor.begin());
    }

    /** SHA-256 of everything after the header, in hexadecimal. */
    public String sha256() {
        return Sha256.hex(Sha256.of(data));
    }

    /**
     * Makes sure that not a bit has changed since {@link TensorFileWriter#writeSealed} wrote the file.
     *
     * @throws BadTensorFile when one has, or when the file was never sealed
     */
    public void checkSeal() {
        var last = tensors.values().stream().max(Comparator.comparingLong(TensorInfo::end));
        Seal.check(file, last.orElseThrow(() -> new BadTensorFile("The file has no tensors.")));
    }

    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }
}
