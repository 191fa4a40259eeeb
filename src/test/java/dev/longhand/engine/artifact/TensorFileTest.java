package dev.longhand.engine.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TensorFileTest {
    @TempDir
    Path directory;

    private Path file(byte[] bytes) throws IOException {
        return Files.write(directory.resolve("file.safetensors"), bytes);
    }

    private static byte[] bytes(long headerLength, byte[] header, int dataLength) {
        return ByteBuffer.allocate(Long.BYTES + header.length + dataLength)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(headerLength)
                .put(header)
                .array();
    }

    private static byte[] bytes(String header, int dataLength) {
        var utf8 = header.getBytes(StandardCharsets.UTF_8);
        return bytes(utf8.length, utf8, dataLength);
    }

    private static String tensor(String name, String dtype, String shape, String offsets) {
        return "\"%s\":{\"dtype\":\"%s\",\"shape\":[%s],\"data_offsets\":[%s]}".formatted(name, dtype, shape, offsets);
    }

    private static String tensor(String name, String shape, String offsets) {
        return tensor(name, "F32", shape, offsets);
    }

    static Stream<Arguments> evilHeaders() {
        var a = tensor("a", "2", "0,8");
        return Stream.of(
                arguments("{" + tensor("a", "2", "-8,0") + "}", 8, "no whole number"),
                arguments("{" + tensor("a", "-2", "0,8") + "}", 8, "no whole number"),
                arguments("{" + tensor("a", "1e1", "0,8") + "}", 8, "neither a comma nor ']'"),
                arguments("{" + tensor("a", "2.0", "0,8") + "}", 8, "neither a comma nor ']'"),
                arguments("{" + tensor("a", "02", "0,8") + "}", 8, "a number that begins with 0"),
                arguments("{" + tensor("a", "", "0,9223372036854775808") + "}", 8, "no whole number that fits 63 bits"),
                arguments("{" + tensor("a", "2", "8,0") + "}", 8, "'a' begins at byte 8"),
                arguments("{" + tensor("a", "2", "0,4") + "}", 4, "'a' of shape [2] does not fill"),
                arguments("{" + tensor("a", "2", "0,9223372036854775807") + "}", 8, "'a' of shape [2] does not fill"),
                arguments("{" + a + "," + tensor("b", "2", "4,12") + "}", 12, "'b' begins at byte 4"),
                arguments("{" + a + "," + tensor("b", "2", "0,8") + "}", 8, "'b' begins at byte 0"),
                arguments("{" + a + "," + tensor("b", "1", "12,16") + "}", 16, "'b' begins at byte 12"),
                arguments("{" + tensor("a", "1", "4,8") + "}", 8, "'a' begins at byte 4"),
                arguments("{" + a + "," + a + "}", 8, "the name 'a' twice"),
                arguments("{" + a + "," + tensor("\\u0061", "1", "8,12") + "}", 12, "the name 'a' twice"),
                arguments("{\"__metadata__\":{},\"__metadata__\":{}}", 0, "the name '__metadata__' twice"),
                arguments("{\"__metadata__\":{\"k\":\"1\",\"k\":\"2\"}}", 0, "the name 'k' twice"),
                arguments("{\"__metadata__\":{\"k\":1}}", 0, "'1' where '\"' is expected"),
                arguments("{\"__metadata__\":[]}", 0, "'[' where '{' is expected"),
                arguments("{" + tensor("a", "4294967296,4294967296", "0,8") + "}", 8, "is too large"),
                arguments("{" + tensor("a", "4611686018427387905,4", "0,16") + "}", 16, "is too large"),
                arguments("{" + tensor("a", "9223372036854775807", "0,8") + "}", 8, "is too large"),
                arguments("{" + tensor("a", "1,1,1,1,1,1,1,1,2", "0,8") + "}", 8, "more than 8 numbers"),
                arguments("{" + tensor("a", "F16", "4", "0,8") + "}", 8, "'a' is of type F16; only F32 is read"),
                arguments("{" + tensor("a", "F64", "1", "0,8") + "}", 8, "'a' is of type F64; only F32 is read"),
                arguments("{" + tensor("a", "", "2", "0,8") + "}", 8, "'a' without dtype"),
                arguments("{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}", 8, "'a' without"),
                arguments("{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,4]}}", 4, "'a' without"),
                arguments("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8,8]}}", 8, "two data_offsets"),
                arguments("{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\"}}", 8, "the name 'dtype' twice"),
                arguments("{\"a\":{\"stride\":[1]}}", 8, "an unknown field 'stride' of tensor 'a'"),
                arguments("{" + a + "}", 7, "need 8 bytes after the header, the file has 7"),
                arguments("{" + a + "}", 9, "need 8 bytes after the header, the file has 9"),
                arguments("{}", 1, "need 0 bytes after the header, the file has 1"),
                arguments("{" + a + "} x", 8, "more than one JSON object"),
                arguments("{" + a + "}{}", 8, "more than one JSON object"),
                arguments("{" + a + ",}", 8, "'}' where '\"' is expected"),
                arguments("{" + a, 8, "an end that comes too early"),
                arguments("{\"a\\", 8, "an end that comes too early"),
                arguments("{\"\\u00", 8, "an escape that ends too early"),
                arguments("{\"\\u00g0\":{}}", 8, "an escape that is not hexadecimal"),
                // full-width digits, which Java takes for digits elsewhere
                arguments("{\"\\u\uFF10\uFF10\uFF16\uFF11\":{}}", 8, "an escape that is not hexadecimal"),
                arguments("{" + tensor("a", "\uFF12", "0,8") + "}", 8, "no whole number"),
                arguments("{\"\\x\":{}}", 8, "an unknown escape '\\x'"),
                arguments("{\"a\nb\":{}}", 8, "a control character in a string"),
                arguments("[]", 0, "'[' where '{' is expected"),
                arguments("  ", 0, "an end that comes too early"),
                arguments("\uFEFF{}", 0, "where '{' is expected"),
                arguments("[".repeat(100_000), 0, "'[' where '{' is expected"),
                arguments("{\"a\":".repeat(100_000), 0, "an unknown field 'a' of tensor 'a'"),
                arguments("{\"a\":{\"shape\":" + "[".repeat(100_000), 0, "no whole number"),
                arguments("{\"" + "n".repeat(100_000) + "\":{}}", 0, "a name of more than 200 characters"));
    }

    @ParameterizedTest
    @MethodSource("evilHeaders")
    void refusesAnEvilHeaderAndSaysWhy(String header, int dataLength, String why) throws IOException {
        var path = file(bytes(header, dataLength));
        assertThatThrownBy(() -> TensorFile.open(path))
                .isInstanceOf(BadTensorFile.class)
                .hasMessageContaining(why)
                .extracting(Throwable::getMessage)
                .asString()
                .hasSizeLessThan(1000);
    }

    @ParameterizedTest
    @ValueSource(
            longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 0, 1, TensorFile.MAX_HEADER + 1, 1L << 32, (1L << 32) + 2})
    void refusesAnImpossibleHeaderLength(long length) throws IOException {
        var path = file(bytes(length, "{}".getBytes(StandardCharsets.UTF_8), 0));
        assertThatThrownBy(() -> TensorFile.open(path))
                .isInstanceOf(BadTensorFile.class)
                .hasMessageContaining("The header is said to have " + Long.toUnsignedString(length) + " bytes");
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 1000, TensorFile.MAX_HEADER})
    void refusesAHeaderThatIsLongerThanTheFile(long length) throws IOException {
        var path = file(bytes(length, "{}".getBytes(StandardCharsets.UTF_8), 0));
        assertThatThrownBy(() -> TensorFile.open(path)).hasMessage("The file ends inside its header.");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7})
    void refusesAFileWithoutAHeader(int length) throws IOException {
        var path = file(new byte[length]);
        assertThatThrownBy(() -> TensorFile.open(path)).hasMessage("The file ends before its header begins.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C080", "EDA080", "FF", "C3", "F4908080"})
    void refusesAHeaderThatIsNotUtf8(String hex) throws IOException {
        var header = HexFormat.of().parseHex("7B22" + hex + "223A7B7D7D");
        var path = file(bytes(header.length, header, 0));
        assertThatThrownBy(() -> TensorFile.open(path)).hasMessage("The header is not UTF-8.");
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void refusesAValueThatIsNotFinite(float value) throws IOException {
        var path = written(new TreeMap<>(), List.of(new Tensor("a", new long[] {3}, new float[] {1, 2, value})));
        try (var file = TensorFile.open(path)) {
            assertThatThrownBy(() -> file.read("a", 3))
                    .isInstanceOf(BadTensorFile.class)
                    .hasMessage("Tensor 'a' has the value " + value + " at position 2.");
        }
    }

    @Test
    void refusesToReadWhatIsMissingOrOfAnotherShape() throws IOException {
        var path = written(new TreeMap<>(), List.of(new Tensor("a", new long[] {2, 3}, new float[6])));
        try (var file = TensorFile.open(path)) {
            assertThatThrownBy(() -> file.read("b", 6)).hasMessage("Tensor 'b' is missing.");
            assertThatThrownBy(() -> file.read("a", 3, 2))
                    .hasMessage("Tensor 'a' is of shape [2, 3]; the network needs [3, 2].");
        }
    }

    private Path written(TreeMap<String, String> metadata, List<Tensor> tensors) throws IOException {
        var out = new ByteArrayOutputStream();
        TensorFileWriter.write(out, metadata, tensors);
        return file(out.toByteArray());
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        var metadata = new TreeMap<>(Map.of(
                "plain", "text",
                "quotes \" and \\ and /", "{\"vocabulary\":[\"\\n\",\"\\\"\"]}",
                "controls", "\u0000\u0001\b\t\n\f\r\u001F\u007F",
                "scripts", "äß\u2028漢字\uFEFF😀",
                "halves", "\uD800 \uDC00 \uDC00\uD800",
                "", ""));
        var values = new float[] {0, -0f, 1, Float.MIN_VALUE, Float.MAX_VALUE, -1e-40f};
        var path = written(
                metadata,
                List.of(
                        new Tensor("b", new long[] {2, 3}, values),
                        new Tensor("none", new long[] {0, 5}, new float[0]),
                        new Tensor("a", new long[] {1}, new float[] {7})));
        try (var file = TensorFile.open(path)) {
            assertThat(file.metadata()).isEqualTo(metadata);
            assertThat(file.tensors()).containsOnlyKeys("b", "none", "a");
            assertThat(file.read("b", 2, 3)).isEqualTo(values);
            assertThat(file.read("none", 0, 5)).isEmpty();
            assertThat(file.read("a", 1)).containsExactly(7);
        }
    }

    @Test
    void tensorsMayStandInAnotherOrderThanTheirNames() throws IOException {
        var data = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(1)
                .putFloat(2);
        var bytes = bytes("{" + tensor("b", "1", "4,8") + "," + tensor("a", "1", "0,4") + "}", 8);
        System.arraycopy(data.array(), 0, bytes, bytes.length - 8, 8);
        try (var file = TensorFile.open(file(bytes))) {
            assertThat(file.read("a", 1)).containsExactly(1);
            assertThat(file.read("b", 1)).containsExactly(2);
        }
    }

    @Test
    void fileWithoutTensorsIsRead() throws IOException {
        try (var file = TensorFile.open(file(bytes(" { } ", 0)))) {
            assertThat(file.tensors()).isEmpty();
            assertThat(file.metadata()).isEmpty();
        }
    }

    @Test
    void tensorsBeginOnACacheLineAndTheSumIsOverTheirBytes() throws IOException, NoSuchAlgorithmException {
        for (int name = 1; name < 70; name++) {
            var tensors = List.of(new Tensor("n".repeat(name), new long[] {2}, new float[] {1, -2.5f}));
            var path = written(new TreeMap<>(), tensors);
            var bytes = Files.readAllBytes(path);
            assertThat((bytes.length - 8) % 64).isZero();
            var data = Arrays.copyOfRange(bytes, bytes.length - 8, bytes.length);
            assertThat(HexFormat.of().formatHex(data)).isEqualTo("0000803f000020c0");
            var sum = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(data));
            assertThat(TensorFileWriter.sha256(tensors)).isEqualTo(sum);
            try (var file = TensorFile.open(path)) {
                assertThat(file.sha256()).isEqualTo(sum);
            }
        }
    }
}
