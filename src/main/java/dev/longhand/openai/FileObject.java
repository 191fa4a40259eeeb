package dev.longhand.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.longhand.corpus.Corpus;

/**
 * A corpus as OpenAI's clients know it. Whether it can be used is known before it is answered, so it is always
 * {@code processed}.
 */
record FileObject(
        String id,
        String object,
        long bytes,
        @JsonProperty("created_at") long createdAt,
        String filename,
        String purpose,
        String status) {
    static final String OBJECT = "file";
    static final String PURPOSE = "fine-tune";

    static FileObject of(Corpus corpus) {
        return new FileObject(
                IdKind.FILE.of(corpus.id()),
                OBJECT,
                corpus.bytes(),
                corpus.createdAt().getEpochSecond(),
                corpus.name(),
                PURPOSE,
                "processed");
    }
}
