package dev.longhand.engine;

import dev.longhand.engine.artifact.BadTensorFile;
import dev.longhand.engine.artifact.TensorFile;
import dev.longhand.engine.onnx.OnnxModel;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A {@linkplain ModelFile model} as an ONNX file, made from it while it is read; it takes no memory of the model's size.
 *
 * <pre>
 *   ids (T,B) int64 · h0, c0 (layers,B,H)  →  logits (T,B,V) · hn, cn (layers,B,H)        c0 and cn of an LSTM only
 * </pre>
 *
 * T and B are free: one token of each of B texts and the state after it, or many at once. Zeros are the state of the beginning.
 */
public final class OnnxStream extends InputStream {
    /** The largest that such a file may be, in bytes: readers of protocol buffers refuse more. */
    public static final long MAX_SIZE = Integer.MAX_VALUE;

    /** Of the metadata of a model, those that are also true of this file. */
    private static final String OURS = "longhand.";

    private final TensorFile file;
    private final List<MemorySegment> pieces;
    private final long size;
    /** Where reading goes on: the piece, and the place in it. */
    private int piece;

    private long place;

    private OnnxStream(TensorFile file, List<MemorySegment> pieces) {
        this.file = file;
        this.pieces = pieces;
        this.size = pieces.stream().mapToLong(MemorySegment::byteSize).sum();
    }

    /**
     * @param model a file that {@link ModelFile} reads; only its header is checked here
     * @throws BadModelFile when it does not hold that network
     */
    public static OnnxStream open(Path model, NetworkSpec network) throws IOException {
        try {
            var file = TensorFile.open(model);
            try {
                return new OnnxStream(file, OnnxModel.pieces(network.shape(), file, metadata(file)));
            } catch (RuntimeException e) {
                file.close();
                throw e;
            }
        } catch (BadTensorFile e) {
            throw new BadModelFile(String.valueOf(e.getMessage()));
        }
    }

    private static SortedMap<String, String> metadata(TensorFile file) {
        var ours = new TreeMap<String, String>();
        for (Map.Entry<String, String> entry : file.metadata().entrySet()) {
            if (entry.getKey().startsWith(OURS)) {
                ours.put(entry.getKey(), entry.getValue());
            }
        }
        return ours;
    }

    /** Bytes of the whole file, read or not; whoever wants to read more than {@link #MAX_SIZE} must know why. */
    public long size() {
        return size;
    }

    @Override
    public int read() {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        while (piece < pieces.size() && place == pieces.get(piece).byteSize()) {
            piece++;
            place = 0;
        }
        if (piece == pieces.size()) {
            return -1;
        }
        int some = (int) Math.min(length, pieces.get(piece).byteSize() - place);
        MemorySegment.copy(pieces.get(piece), ValueLayout.JAVA_BYTE, place, bytes, offset, some);
        place += some;
        return some;
    }

    @Override
    public void close() {
        file.close();
    }
}
