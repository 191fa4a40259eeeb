package dev.longhand.generation;

import dev.longhand.generation.GenerateResponse.Token;
import java.util.List;

/** What a stream of texts brings: pieces of the texts, and at last the whole of it. */
public sealed interface StreamEvent {
    /**
     * How one of the texts goes on. All pieces of a text together are what {@link GenerateResponse} says of it: the same
     * characters, the same tokens.
     *
     * @param index  of the choice
     * @param text   whole characters; never a part of a stop string
     * @param tokens those that the text consists of; none where a stop string has cut one in two
     */
    record Piece(int index, String text, List<Token> tokens) implements StreamEvent {}

    /** The end: nothing comes after it. */
    record Done(GenerateResponse response) implements StreamEvent {}
}
