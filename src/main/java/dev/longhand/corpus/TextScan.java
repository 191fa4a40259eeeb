package dev.longhand.corpus;

import dev.longhand.storage.Sha256;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Checks and counts a text while its bytes go by. Strict UTF-8 without NUL; every refusal names the byte. Memory does not
 * grow with the text.
 */
final class TextScan {
    private static final int BOM = '\uFEFF';

    private final MessageDigest digest = Sha256.start();
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final CharBuffer chars = CharBuffer.allocate(8 * 1024);
    /** Bytes of a character that the last chunk began and did not end. */
    private ByteBuffer rest = ByteBuffer.allocate(0);

    private final TextCounts counts = new TextCounts();
    private long decodedBytes;
    private long bytes;

    /** Takes the next bytes of the text. */
    void accept(byte[] chunk, int length) {
        digest.update(chunk, 0, length);
        bytes += length;
        var in = ByteBuffer.allocate(rest.remaining() + length)
                .put(rest)
                .put(chunk, 0, length)
                .flip();
        decode(in, false);
        rest = in;
    }

    /** Ends the text. */
    TextReport finish() {
        decode(rest, true);
        counts.end();
        if (counts.characters() == 0) {
            throw new InvalidText("The text is empty.", 0);
        }
        return new TextReport(
                Sha256.finish(digest),
                bytes,
                counts.characters(),
                counts.distinct(),
                counts.lines(),
                counts.words(),
                counts.warnings());
    }

    private void decode(ByteBuffer in, boolean end) {
        while (true) {
            int from = in.position();
            var result = decoder.decode(in, chars, end);
            refuseNul(in, from);
            count();
            decodedBytes += in.position() - from;
            if (result.isError()) {
                throw new InvalidText("The text is not valid UTF-8 at byte %d.".formatted(decodedBytes), decodedBytes);
            }
            if (result.isUnderflow()) {
                return;
            }
        }
    }

    private void refuseNul(ByteBuffer in, int from) {
        for (int i = from; i < in.position(); i++) {
            if (in.get(i) == 0) {
                long offset = decodedBytes + i - from;
                throw new InvalidText("The text has a NUL character at byte %d.".formatted(offset), offset);
            }
        }
    }

    private void count() {
        chars.flip();
        for (int i = 0; i < chars.length(); ) {
            // the decoder never splits a surrogate pair between two buffers
            int codePoint = Character.codePointAt(chars, i);
            counts.accept(codePoint);
            i += Character.charCount(codePoint);
        }
        chars.clear();
    }

    /** Counts over code points, of the text as {@link NormalizedReader} gives it. */
    private static final class TextCounts {
        private final BitSet seen = new BitSet();
        private long characters;
        private long lineFeeds;
        private long words;
        private long crlfs;
        private boolean bom;
        private boolean begun;
        /** Whether the last code point was a carriage return, which counts unless a line feed follows. */
        private boolean carriageReturn;
        /** The last code point that was counted. */
        private int last = -1;

        void accept(int codePoint) {
            if (!begun) {
                begun = true;
                bom = codePoint == BOM;
                if (bom) {
                    return;
                }
            }
            if (carriageReturn && codePoint == '\n') {
                crlfs++;
                carriageReturn = false;
            }
            end();
            if (codePoint == '\r') {
                carriageReturn = true;
            } else {
                count(codePoint);
            }
        }

        /** Must be called after the last code point. */
        void end() {
            if (carriageReturn) {
                carriageReturn = false;
                count('\r');
            }
        }

        private void count(int codePoint) {
            characters++;
            seen.set(codePoint);
            if (codePoint == '\n') {
                lineFeeds++;
            }
            if (!Character.isWhitespace(codePoint) && (last < 0 || Character.isWhitespace(last))) {
                words++;
            }
            last = codePoint;
        }

        long characters() {
            return characters;
        }

        int distinct() {
            return seen.cardinality();
        }

        /** A last line counts whether a line feed ends it or not. */
        long lines() {
            return lineFeeds + (last == '\n' ? 0 : 1);
        }

        long words() {
            return words;
        }

        List<String> warnings() {
            var warnings = new ArrayList<String>();
            if (bom) {
                warnings.add("The text begins with a byte order mark, which is left out when it is read.");
            }
            if (crlfs > 0) {
                warnings.add("%,d line ends are CRLF and are read as LF.".formatted(crlfs));
            }
            return warnings;
        }
    }
}
