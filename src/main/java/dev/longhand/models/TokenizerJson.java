package dev.longhand.models;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.longhand.text.BpeMerge;
import dev.longhand.text.BpeTokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A {@code tokenizer.json} as Hugging Face's tokenizers library reads and writes it, for byte-level BPE as in GPT-2. Taken in is
 * what that library would do exactly as we do; anything that would make it cut a text otherwise is refused by name.
 */
record TokenizerJson(
        @Nullable String version,
        @Nullable Object truncation,
        @Nullable Object padding,
        @JsonProperty("added_tokens") @Nullable List<@Nullable Object> addedTokens,
        @Nullable Object normalizer,
        @JsonProperty("pre_tokenizer") @Nullable ByteLevel preTokenizer,
        @JsonProperty("post_processor") @Nullable ByteLevel postProcessor,
        @Nullable ByteLevel decoder,
        @Nullable Bpe model) {
    private static final String VERSION = "1.0";

    /** A step that works on the bytes of the text; {@code use_regex} is to cut by GPT-2's pattern. */
    record ByteLevel(
            @Nullable String type,
            @JsonProperty("add_prefix_space") @Nullable Boolean addPrefixSpace,
            @JsonProperty("trim_offsets") @Nullable Boolean trimOffsets,
            @JsonProperty("use_regex") @Nullable Boolean useRegex) {
        private static final String TYPE = "ByteLevel";

        static ByteLevel plain() {
            return new ByteLevel(TYPE, false, true, true);
        }

        boolean isByteLevel() {
            return TYPE.equals(type);
        }

        /** The library puts a space before the text when it is not told otherwise. */
        boolean cutsLikeGpt2() {
            return isByteLevel() && Boolean.FALSE.equals(addPrefixSpace) && !Boolean.FALSE.equals(useRegex);
        }
    }

    /** The vocabulary with its ids, and the merges, each a string with a space or an array of two. */
    record Bpe(
            @Nullable String type,
            @Nullable Object dropout,
            @JsonProperty("unk_token") @Nullable String unkToken,

            @JsonProperty("continuing_subword_prefix") @Nullable
            String continuingSubwordPrefix,

            @JsonProperty("end_of_word_suffix") @Nullable String endOfWordSuffix,
            @JsonProperty("fuse_unk") @Nullable Boolean fuseUnk,
            @JsonProperty("byte_fallback") @Nullable Boolean byteFallback,
            @JsonProperty("ignore_merges") @Nullable Boolean ignoreMerges,
            @Nullable Map<String, @Nullable Integer> vocab,
            @Nullable List<@Nullable Object> merges) {
        private static final String TYPE = "BPE";

        boolean isPlain() {
            return TYPE.equals(type)
                    && dropout == null
                    && (continuingSubwordPrefix == null || continuingSubwordPrefix.isEmpty())
                    && (endOfWordSuffix == null || endOfWordSuffix.isEmpty())
                    && !Boolean.TRUE.equals(byteFallback)
                    && !Boolean.TRUE.equals(ignoreMerges);
        }
    }

    static TokenizerJson of(BpeTokenizer tokenizer) {
        var vocab = new TreeMap<String, @Nullable Integer>();
        tokenizer.vocabulary().forEach(token -> vocab.put(token, vocab.size()));
        var merges = tokenizer.merges().stream()
                .<@Nullable Object>map(merge -> merge.left() + " " + merge.right())
                .toList();
        return new TokenizerJson(
                VERSION,
                null,
                null,
                List.of(),
                null,
                ByteLevel.plain(),
                null,
                ByteLevel.plain(),
                new Bpe(Bpe.TYPE, null, null, null, null, false, false, false, vocab, merges));
    }

    /**
     * The tokenizer that this one describes.
     *
     * @throws BadArtifact              when it would cut a text otherwise than byte-level BPE does, or lacks a part
     * @throws IllegalArgumentException when vocabulary and merges do not fit each other
     */
    BpeTokenizer toTokenizer() {
        check(model != null && model.isPlain(), "model is not a plain BPE");
        check(
                preTokenizer != null && preTokenizer.cutsLikeGpt2(),
                "pre_tokenizer is not ByteLevel without prefix space");
        check(decoder == null || decoder.isByteLevel(), "decoder is not ByteLevel");
        check(postProcessor == null || postProcessor.isByteLevel(), "post_processor is not ByteLevel");
        check(normalizer == null, "normalizer is not null");
        check(truncation == null && padding == null, "truncation or padding is not null");
        check(addedTokens == null || addedTokens.isEmpty(), "added_tokens is not empty");
        var bpe = required(model, "model");
        return new BpeTokenizer(vocabulary(bpe), merges(bpe));
    }

    private static List<String> vocabulary(Bpe model) {
        var vocab = required(model.vocab(), "model.vocab");
        var tokens = new @Nullable String[vocab.size()];
        vocab.forEach((token, idOrNull) -> {
            int id = required(idOrNull, "an id of model.vocab");
            check(id >= 0 && id < tokens.length, "model.vocab has the id %d beside ids from 0 on".formatted(id));
            check(tokens[id] == null, "model.vocab has the id %d twice".formatted(id));
            tokens[id] = token;
        });
        return Stream.of(tokens).map(String::valueOf).toList();
    }

    private static List<BpeMerge> merges(Bpe model) {
        var merges = new ArrayList<BpeMerge>();
        for (var merge : required(model.merges(), "model.merges")) {
            var parts = parts(merge);
            check(parts.size() == 2, "a merge is not two tokens");
            merges.add(new BpeMerge(parts.getFirst(), parts.getLast()));
        }
        return merges;
    }

    /** Older files have "a b", newer ones ["a","b"]. */
    private static List<String> parts(@Nullable Object merge) {
        return switch (merge) {
            case String text -> Arrays.asList(text.split(" ", -1));
            case List<?> list
            when list.stream().allMatch(String.class::isInstance) ->
                list.stream().map(String.class::cast).toList();
            case null, default -> List.of();
        };
    }

    private static <T> T required(@Nullable T part, String name) {
        if (part == null) {
            throw new BadArtifact("In longhand.tokenizer's tokenizer %s is missing.".formatted(name));
        }
        return part;
    }

    private static void check(boolean fits, String otherwise) {
        if (!fits) {
            throw new BadArtifact("In longhand.tokenizer's tokenizer %s.".formatted(otherwise));
        }
    }
}
