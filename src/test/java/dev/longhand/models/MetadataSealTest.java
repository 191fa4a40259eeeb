package dev.longhand.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhand.engine.CellType;
import dev.longhand.engine.ModelFile;
import dev.longhand.engine.NetworkSpec;
import dev.longhand.text.CharTokenizer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataSealTest {
    private static final String OF_TENSORS = "0123";

    private static Map<String, String> ours() {
        var metadata = new TreeMap<>(ArtifactMetadata.of(new ModelDescription(
                new NetworkSpec(CellType.LSTM, 1, 1, 1, 2),
                new CharTokenizer(List.of("a", "b"), false),
                "stream",
                Map.of("epoch", 3),
                Map.of("seed", 7))));
        metadata.put(ModelFile.SHA256, OF_TENSORS);
        return metadata;
    }

    @Test
    void whatWeWriteIsRead() {
        var metadata = ours();
        MetadataSeal.check(metadata);
        assertThat(ArtifactMetadata.read(metadata).lineage()).hasToString("{seed=7}");
    }

    @Test
    void metadataOfOthersAreNotOurs() {
        var metadata = ours();
        metadata.put("format", "pt");
        MetadataSeal.check(metadata);
        assertThat(ArtifactMetadata.read(metadata).segmentation()).isEqualTo("stream");
    }

    @Test
    void anotherLetterInTheVocabularyIsNoticed() {
        var metadata = ours();
        metadata.computeIfPresent(ArtifactMetadata.TOKENIZER, (key, json) -> json.replace("\"b\"", "\"c\""));
        refused(metadata);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ArtifactMetadata.SEGMENTATION,
                ArtifactMetadata.METRICS,
                ArtifactMetadata.LINEAGE,
                MetadataSeal.KEY,
                ModelFile.SHA256
            })
    void whatIsMissingIsNoticed(String key) {
        var metadata = ours();
        metadata.remove(key);
        refused(metadata);
    }

    @Test
    void whatWasAddedIsNoticed() {
        var metadata = ours();
        metadata.put("longhand.more", "1");
        refused(metadata);
    }

    @Test
    void aFileByHandNeedsNoSeal() {
        var metadata = ours();
        metadata.keySet().retainAll(List.of("longhand.format", "longhand.network", "longhand.tokenizer"));
        MetadataSeal.check(metadata);
        assertThat(ArtifactMetadata.read(metadata).lineage()).isEmpty();
    }

    private static void refused(Map<String, String> metadata) {
        assertThatThrownBy(() -> MetadataSeal.check(metadata))
                .isInstanceOf(BadArtifact.class)
                .hasMessageContaining("longhand.seal");
    }
}
