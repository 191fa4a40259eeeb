package dev.longhand.corpus;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/** A corpus as a JSON body; for texts that fit into memory. */
record CorpusText(
        @CorpusName @Schema(example = "haiku") String name,

        @NotNull @Schema(example = "an old silent pond\na frog jumps into the pond\nsplash! silence again\n")
        String text) {

    /** The text in UTF-8. JSON can spell half a surrogate pair, which no encoding has. */
    InputStream stream() {
        var in = CharBuffer.wrap(text);
        var out = ByteBuffer.allocate(3 * text.length());
        var result = StandardCharsets.UTF_8.newEncoder().encode(in, out, true);
        if (result.isError()) {
            throw new InvalidText(
                    "The text has half a surrogate pair at byte %d of its UTF-8.".formatted(out.position()),
                    out.position());
        }
        return new ByteArrayInputStream(out.array(), 0, out.position());
    }
}
