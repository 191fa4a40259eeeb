package dev.longhand.models;

import dev.longhand.engine.CellType;
import dev.longhand.engine.NetworkSpec;
import dev.longhand.fuzz.DamagedBytes;
import dev.longhand.fuzz.DamagedJson;
import dev.longhand.fuzz.Target;
import dev.longhand.text.BpeTokenizer;
import dev.longhand.text.Snippets;
import dev.longhand.text.Tokenizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** The JSON of tokenizers of every kind as it stands in artifacts, of byte pairs that of a {@code tokenizer.json}. */
public final class TokenizerTarget implements Target {
    private final List<Map<String, String>> written = new ArrayList<>();

    public TokenizerTarget() throws IOException {
        for (var tokenizer : SmallTokenizers.all()) {
            written.add(metadata(tokenizer));
        }
    }

    private static Map<String, String> metadata(Tokenizer tokenizer) {
        return ArtifactMetadata.of(new ModelDescription(
                new NetworkSpec(CellType.LSTM, 1, 1, 1, tokenizer.vocabularySize()),
                tokenizer,
                SmallTokenizers.segmentation(tokenizer),
                Map.of(),
                Map.of()));
    }

    @Override
    public boolean accepts(RandomGenerator chance) throws Wrong {
        var whole = written.get(chance.nextInt(written.size()));
        var damaged = new TreeMap<>(whole);
        damaged.put(ArtifactMetadata.TOKENIZER, damaged(whole.getOrDefault(ArtifactMetadata.TOKENIZER, ""), chance));
        try {
            check(ArtifactMetadata.read(damaged).tokenizer());
            return true;
        } catch (BadArtifact e) {
            Target.check(String.valueOf(e.getMessage()).length() < 1000, "a refusal as long as the file");
            return false;
        }
    }

    private static String damaged(String json, RandomGenerator chance) {
        return chance.nextInt(4) == 0
                ? new String(DamagedBytes.of(json.getBytes(StandardCharsets.UTF_8), chance), StandardCharsets.UTF_8)
                : DamagedJson.of(json, chance);
    }

    /** It is one: its ids are those it says it has, bytes come back, and written and read again it is the same. */
    private static void check(Tokenizer tokenizer) throws Wrong {
        var again = ArtifactMetadata.read(metadata(tokenizer)).tokenizer();
        Target.check(metadata(again).equals(metadata(tokenizer)), "written again it is another one");
        for (var text : Snippets.ALL) {
            int[] ids = tokenizer.encode(text).ids();
            Target.check(Arrays.equals(again.encode(text).ids(), ids), "read again it has other ids");
            Target.check(
                    Arrays.stream(ids).allMatch(id -> id >= -1 && id < tokenizer.vocabularySize()),
                    "an id that is none");
            Target.check(
                    !(tokenizer instanceof BpeTokenizer)
                            || Snippets.decode(tokenizer.decoder(), ids).equals(text),
                    "the text does not come back");
        }
    }
}
