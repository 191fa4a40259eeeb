package dev.longhand.models;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhand.engine.CellType;
import dev.longhand.engine.NetworkSpec;
import dev.longhand.text.CharTokenizer;
import dev.longhand.web.Invalid;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxResourceTest {
    private static final long H = 4096;
    private static final int LAYERS = 5;

    @TempDir
    Path directory;

    /** Header and length of a model of 2.4 GB; where nothing was written the disk holds nothing. */
    private Path sparseFile() throws IOException {
        var shapes = new LinkedHashMap<String, List<Long>>();
        shapes.put("embedding.weight", List.of(1L, 1L));
        for (int l = 0; l < LAYERS; l++) {
            shapes.put("lstm.weight_ih_l" + l, List.of(4 * H, l == 0 ? 1 : H));
            shapes.put("lstm.weight_hh_l" + l, List.of(4 * H, H));
            shapes.put("lstm.bias_ih_l" + l, List.of(4 * H));
            shapes.put("lstm.bias_hh_l" + l, List.of(4 * H));
        }
        shapes.put("decoder.weight", List.of(1L, H));
        shapes.put("decoder.bias", List.of(1L));
        long[] end = {0};
        var header = shapes.entrySet().stream()
                .map(tensor -> {
                    long begin = end[0];
                    end[0] += tensor.getValue().stream().reduce((long) Float.BYTES, Math::multiplyExact);
                    return "\"%s\":{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
                            .formatted(tensor.getKey(), tensor.getValue(), begin, end[0]);
                })
                .collect(Collectors.joining(",", "{", "}"))
                .getBytes(StandardCharsets.UTF_8);
        var path = directory.resolve("large.safetensors");
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            file.writeLong(Long.reverseBytes(header.length));
            file.write(header);
            file.setLength(Long.BYTES + header.length + end[0]);
        }
        return path;
    }

    @Test
    void whatIsTooLargeForProtocolBuffersIsRefusedWithItsLimit() throws IOException {
        var artifact = new ArtifactFile(
                sparseFile(),
                "",
                0,
                new ModelDescription(
                        new NetworkSpec(CellType.LSTM, LAYERS, (int) H, 1, 1),
                        new CharTokenizer(List.of("a"), false),
                        "stream",
                        Map.of(),
                        Map.of()));
        assertThatThrownBy(() -> OnnxResource.of(artifact))
                .isInstanceOf(Invalid.class)
                .hasMessageContainingAll("format", "2,147,483,647", "2,41");
    }
}
