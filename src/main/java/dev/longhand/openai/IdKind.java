package dev.longhand.openai;

import dev.longhand.web.Invalid;
import dev.longhand.web.NotFound;
import dev.longhand.web.Page;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ids as OpenAI's clients know them: before the id that the service's own API shows, a word for what it is the id of. */
enum IdKind {
    FILE("file-", "file"),
    JOB("ftjob-", "fine-tuning job");

    private final String prefix;
    private final String thing;

    IdKind(String prefix, String thing) {
        this.prefix = prefix;
        this.thing = thing;
    }

    String of(UUID id) {
        return prefix + id;
    }

    /** @throws NotFound when nothing can have this id */
    UUID parse(String id) {
        return read(id).orElseThrow(() -> missing(id));
    }

    NotFound missing(String id) {
        return new NotFound(thing, id);
    }

    /** The {@code after} of a list: null for its first page. */
    UUID cursor(@Nullable String after) {
        return after == null
                ? Page.FIRST
                : read(after).orElseThrow(() -> new Invalid("after", "must be the id of a " + thing));
    }

    private Optional<UUID> read(String id) {
        if (!id.startsWith(prefix)) {
            return Optional.empty();
        }
        var text = id.substring(prefix.length());
        try {
            return Optional.of(UUID.fromString(text))
                    .filter(read -> read.toString().equals(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
