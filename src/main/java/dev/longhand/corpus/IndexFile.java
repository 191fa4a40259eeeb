package dev.longhand.corpus;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The file of an index, in memory as far as the operating system has it there: a text as training reads it, and where its suffixes
 * begin, the smallest first.
 *
 * <pre>
 *   0                    a number that tells the format and that the file is finished
 *   8                    n, bytes of the text                          (both little-endian, 8 bytes)
 *   16                   the text in UTF-8, (n), and zeros up to a multiple of 4
 *   16 + n rounded up    its suffixes, (n), little-endian, 4 bytes each
 * </pre>
 */
record IndexFile(MemorySegment text, IntArray suffixes, Arena memory) implements AutoCloseable {
    private static final long FORMAT = 0x0001_7865_646e_694cL;
    private static final int HEADER = 16;
    private static final int ZEROS = 64 * 1024;
    private static final ValueLayout.OfLong NUMBER = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** Writes the index of a text, which has been checked already: not empty, and small enough. */
    static void write(Path corpus, Path index) throws IOException {
        writeText(corpus, index);
        long n = Files.size(index) - HEADER;
        try (var file = FileChannel.open(index, StandardOpenOption.READ, StandardOpenOption.WRITE);
                var memory = Arena.ofConfined()) {
            // written and not only mapped: a full disk is an exception here, and would be a crash there
            appendZeros(file, size(n) - Files.size(index));
            var whole = file.map(FileChannel.MapMode.READ_WRITE, 0, size(n), memory);
            SuffixArray.sort(new Symbols.Bytes(text(whole, n)), suffixes(whole, n));
            whole.set(NUMBER, 8, n);
            whole.set(NUMBER, 0, FORMAT);
            whole.force();
        }
    }

    private static void writeText(Path corpus, Path index) throws IOException {
        try (var in = CorpusFile.read(corpus);
                var out = new BufferedOutputStream(Files.newOutputStream(index))) {
            out.write(new byte[HEADER]);
            var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            in.transferTo(writer);
            writer.flush();
        }
    }

    private static void appendZeros(FileChannel file, long count) throws IOException {
        file.position(file.size());
        for (long left = count; left > 0; ) {
            left -= file.write(ByteBuffer.allocate((int) Math.min(ZEROS, left)));
        }
    }

    /**
     * Opens a file for reading by any thread.
     *
     * @throws java.nio.file.NoSuchFileException when there is none
     * @throws IOException when it is no index
     */
    @SuppressWarnings("MustBeClosed") // the record closes it
    static IndexFile open(Path index) throws IOException {
        var memory = Arena.ofShared();
        try (var file = FileChannel.open(index, StandardOpenOption.READ)) {
            var whole = file.map(FileChannel.MapMode.READ_ONLY, 0, file.size(), memory);
            long n = textBytes(whole);
            return new IndexFile(text(whole, n), suffixes(whole, n), memory);
        } catch (IOException | RuntimeException e) {
            memory.close();
            throw e;
        }
    }

    private static long textBytes(MemorySegment whole) throws IOException {
        if (whole.byteSize() > HEADER && whole.get(NUMBER, 0) == FORMAT) {
            long n = whole.get(NUMBER, 8);
            if (n > 0 && n <= Integer.MAX_VALUE && whole.byteSize() == size(n)) {
                return n;
            }
        }
        throw new IOException("Not the index of a corpus");
    }

    private static long begin(long n) {
        return (HEADER + n + 3) / 4 * 4;
    }

    private static long size(long n) {
        return begin(n) + n * Integer.BYTES;
    }

    private static MemorySegment text(MemorySegment whole, long n) {
        return whole.asSlice(HEADER, n);
    }

    private static IntArray suffixes(MemorySegment whole, long n) {
        return new IntArray(whole.asSlice(begin(n), n * Integer.BYTES));
    }

    @Override
    public void close() {
        memory.close();
    }
}
