package dev.longhand.models;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.longhand.engine.CellType;
import dev.longhand.engine.NetworkSpec;
import dev.longhand.text.BpeTokenizer;
import dev.longhand.text.Snippets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Hugging Face's tokenizers library reads the {@code tokenizer.json} in our artifacts and cuts texts as we do. */
class HuggingFaceTokenizerTest {
    private static BpeTokenizer ours;
    private static HuggingFaceTokenizer theirs;

    @BeforeAll
    static void theirsReadsWhatOursWrote() throws IOException {
        // it comes with its native library, unpacks it here, and has nothing to tell anybody
        System.setProperty("DJL_CACHE_DIR", "target/djl");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
        ours = BpeTokenizer.train(new StringReader(Snippets.together().repeat(2)), 800);
        var metadata = ArtifactMetadata.of(new ModelDescription(
                new NetworkSpec(CellType.LSTM, 1, 1, 1, ours.vocabularySize()), ours, "stream", Map.of(), Map.of()));
        var json = new JsonMapper()
                .readTree(metadata.get("longhand.tokenizer"))
                .get("tokenizer")
                .toString();
        theirs = HuggingFaceTokenizer.newInstance(
                new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
                Map.of("addSpecialTokens", "false", "truncation", "false"));
    }

    @AfterAll
    static void close() {
        theirs.close();
    }

    private static void assertSameIds(String text) {
        assertThat(Arrays.stream(ours.encode(text).ids()).asLongStream().toArray())
                .as(text)
                .isEqualTo(theirs.encode(text).getIds());
    }

    @Test
    void snippetsHaveTheSameIds() {
        Snippets.ALL.forEach(HuggingFaceTokenizerTest::assertSameIds);
        assertSameIds(Snippets.together());
        assertSameIds("");
    }

    @Test
    void mixedTextsHaveTheSameIds() {
        var random = new SplittableRandom(31);
        var source = Snippets.together().codePoints().toArray();
        for (int i = 0; i < 2000; i++) {
            assertSameIds(random.ints(random.nextInt(60), 0, source.length)
                    .mapToObj(at -> Character.toString(source[at]))
                    .collect(Collectors.joining()));
        }
    }

    @Test
    void allOldCharactersHaveTheSameIds() {
        var random = new SplittableRandom(37);
        for (int i = 0; i < 2000; i++) {
            // the Unicode versions of the two may differ in what was assigned lately
            assertSameIds(random.ints(random.nextInt(40), 0, 0x3100)
                    .filter(Character::isDefined)
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining()));
        }
    }

    @Test
    void theirDecoderGivesTheTextBack() {
        var ids = Arrays.stream(ours.encode(Snippets.together()).ids())
                .asLongStream()
                .toArray();
        assertThat(theirs.decode(ids)).isEqualTo(Snippets.together());
    }
}
