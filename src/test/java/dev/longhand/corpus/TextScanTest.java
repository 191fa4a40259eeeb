package dev.longhand.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextScanTest {
    private static final String BOM_WARNING =
            "The text begins with a byte order mark, which is left out when it is read.";

    private static TextReport scan(byte[] bytes, int chunk) {
        var scan = new TextScan();
        for (int from = 0; from < bytes.length; from += chunk) {
            var part = Arrays.copyOfRange(bytes, from, Math.min(from + chunk, bytes.length));
            scan.accept(part, part.length);
            // a buffer is filled again after it was handed over
            Arrays.fill(part, (byte) 'x');
        }
        return scan.finish();
    }

    private static TextReport scan(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return scan(bytes, Math.max(1, bytes.length));
    }

    /** What the report should be, from the definition of a text as it is read. */
    static TextReport naive(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var read = asRead(text);
        long lineFeeds = read.chars().filter(c -> c == '\n').count();
        long words = Arrays.stream(read.codePoints()
                        .mapToObj(c -> Character.isWhitespace(c) ? " " : "w")
                        .collect(Collectors.joining())
                        .split(" ", -1))
                .filter(word -> !word.isEmpty())
                .count();
        var warnings = new java.util.ArrayList<String>();
        if (text.startsWith("\uFEFF")) {
            warnings.add(BOM_WARNING);
        }
        long crlfs = Pattern.compile("\r\n").matcher(text).results().count();
        if (crlfs > 0) {
            warnings.add(crlfs + " line ends are CRLF and are read as LF.");
        }
        return new TextReport(
                sha256(bytes),
                bytes.length,
                read.codePoints().count(),
                (int) read.codePoints().distinct().count(),
                lineFeeds + (read.endsWith("\n") ? 0 : 1),
                words,
                warnings);
    }

    static String asRead(String text) {
        return (text.startsWith("\uFEFF") ? text.substring(1) : text).replace("\r\n", "\n");
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String readWhole(Reader reader, int atATime) throws IOException {
        var text = new StringBuilder();
        var buffer = new char[atATime + 2];
        for (int n = reader.read(buffer, 1, atATime); n >= 0; n = reader.read(buffer, 1, atATime)) {
            text.append(buffer, 1, n);
        }
        return text.toString();
    }

    @Test
    void countsAndReadsRandomTextsAsTheirDefinitionSays() throws IOException {
        var alphabet =
                List.of("\r", "\n", "\r\n", "\uFEFF", " ", "\t", "\u2003", "\u00A0", "\u0085", "a", "é", "漢", "😀");
        var random = new SplittableRandom(1);
        for (int i = 0; i < 3000; i++) {
            // \r and \n often, in every position
            var text = random.ints(random.nextInt(1, 14), 0, i % 2 == 0 ? alphabet.size() : 5)
                    .mapToObj(alphabet::get)
                    .collect(Collectors.joining());
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            int chunk = random.nextInt(1, 8);
            if (asRead(text).isEmpty()) {
                assertThatThrownBy(() -> scan(bytes, chunk)).hasMessage("The text is empty.");
            } else {
                assertThat(scan(bytes, chunk)).isEqualTo(naive(text));
            }
            int atATime = random.nextInt(1, 8);
            assertThat(readWhole(new NormalizedReader(new StringReader(text)), atATime))
                    .isEqualTo(asRead(text));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8190, 8191, 8192, 8193})
    void countsAcrossTheBordersOfItsBuffer(int length) {
        for (var end : List.of("\r\n", "😀", "\r", "漢\r\n\r")) {
            var text = "ab ".repeat(length).substring(0, length) + end + "z\n";
            assertThat(scan(text)).isEqualTo(naive(text));
        }
    }

    @Test
    void loneCarriageReturnIsACharacterAndEndsNoLine() {
        var report = scan("a\rb\r");
        assertThat(report.characters()).isEqualTo(4);
        assertThat(report.distinctCharacters()).isEqualTo(3);
        assertThat(report.lines()).isEqualTo(1);
        assertThat(report.words()).isEqualTo(2);
        assertThat(report.warnings()).isEmpty();
    }

    @Test
    void trailingCarriageReturnBeginsALineOfItsOwn() {
        assertThat(scan("a\n\r").lines()).isEqualTo(2);
        assertThat(scan("a\r\n").lines()).isEqualTo(1);
        assertThat(scan("a\r\r\n").characters()).isEqualTo(3);
    }

    @Test
    void onlyTheFirstByteOrderMarkIsLeftOut() {
        var report = scan("\uFEFF\uFEFFa\uFEFF");
        assertThat(report.characters()).isEqualTo(3);
        assertThat(report.warnings()).containsExactly(BOM_WARNING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF"})
    void textWithoutACharacterIsRefused(String text) {
        assertThatThrownBy(() -> scan(text))
                .isInstanceOfSatisfying(
                        InvalidText.class, e -> assertThat(e.members()).containsEntry("byteOffset", 0L))
                .hasMessage("The text is empty.");
    }

    /** At the start, and behind more than one buffer of text; whole, and in every chunk size that splits it. */
    private static void assertRefused(String hex, int offset, String message) {
        for (int before : new int[] {0, 8191, 20_000}) {
            var bad = HexFormat.of().parseHex(hex);
            var bytes = new byte[before + bad.length];
            Arrays.fill(bytes, (byte) 'a');
            System.arraycopy(bad, 0, bytes, before, bad.length);
            long expected = (long) before + offset;
            for (int chunk : new int[] {1, 2, 3, 5, 1024, bytes.length}) {
                assertThatThrownBy(() -> scan(bytes, chunk))
                        .as("%d bytes before, chunks of %d", before, chunk)
                        .isInstanceOfSatisfying(
                                InvalidText.class, e -> assertThat(e.members()).containsEntry("byteOffset", expected))
                        .hasMessage(message.formatted(expected));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "61FF, 1", // no byte of UTF-8
        "61C3, 1", // truncated at the end
        "E282, 0",
        "F09F98, 0",
        "61E28261, 1", // truncated in the middle
        "F09F9861, 0",
        "6180, 1", // a continuation of nothing
        "C080, 0", // overlong
        "E080AF, 0",
        "EDA080, 0", // half a surrogate pair
        "F4908080, 0", // beyond the last code point
        "C3A9FF, 2", // after what is fine
        "F09F9880C3, 4",
        "E200, 0", // a zero that is no character
        "61FF00, 1", // before a NUL
    })
    void malformedUtf8IsRefusedWithItsOffset(String hex, int offset) {
        assertRefused(hex, offset, "The text is not valid UTF-8 at byte %d.");
    }

    @ParameterizedTest
    @CsvSource({"00, 0", "610062, 1", "C3A900, 2", "F09F988000, 4", "6100FF, 1", "0000, 0", "EFBBBF00, 3"})
    void nulIsRefusedWithItsOffset(String hex, int offset) {
        assertRefused(hex, offset, "The text has a NUL character at byte %d.");
    }

    @Test
    void skippedCharactersAreThoseThatWouldBeRead() throws IOException {
        try (var reader = new NormalizedReader(new StringReader("\uFEFFa\r\nbc"))) {
            assertThat(reader.skip(2)).isEqualTo(2);
            assertThat(readWhole(reader, 10)).isEqualTo("bc");
        }
    }

    @Test
    void closingClosesTheTextBeneath() throws IOException {
        var beneath = new StringReader("a");
        new NormalizedReader(beneath).close();
        assertThatThrownBy(beneath::read).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @CsvSource({"'a\uD83D', 1", "'é\uD83Db', 2", "'\uDE00', 0"})
    void halfASurrogatePairInJsonIsRefusedWithItsOffset(String text, long offset) {
        assertThatThrownBy(() -> new CorpusText("name", text).stream())
                .isInstanceOfSatisfying(
                        InvalidText.class, e -> assertThat(e.members()).containsEntry("byteOffset", offset));
    }

    @Test
    void textInJsonIsReadAsItsUtf8() throws IOException {
        var text = "aé漢😀\r\n";
        assertThat(new CorpusText("name", text).stream().readAllBytes())
                .isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    }
}
