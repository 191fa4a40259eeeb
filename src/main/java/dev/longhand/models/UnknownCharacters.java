package dev.longhand.models;

import dev.longhand.web.ProblemException;
import dev.longhand.web.ProblemType;
import java.util.List;
import java.util.Map;

/** A text has characters that the model never saw; or words, where its tokens are words. */
final class UnknownCharacters extends ProblemException {
    /** Enough to see what is wrong; a text in another script would list hundreds. */
    private static final int SHOWN = 50;

    private final List<String> characters;

    UnknownCharacters(String pointer, List<String> characters) {
        super(
                ProblemType.UNKNOWN_CHARACTERS,
                "%s has %d characters or words that the model does not know; unknownCharacters 'skip' or 'replace' lets them pass."
                        .formatted(pointer, characters.size()));
        this.characters = characters.subList(0, Math.min(characters.size(), SHOWN));
    }

    @Override
    protected Map<String, Object> members() {
        return Map.of("characters", characters);
    }
}
