package dev.longhand.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;

/** Decodes tokens that are bytes: a character comes out when its last byte has come. */
final class JoinedBytes implements TextDecoder {
    private final IntFunction<byte[]> tokens;
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    /** The bytes of a character that is not whole yet. */
    private byte[] begun = {};

    JoinedBytes(IntFunction<byte[]> tokens) {
        this.tokens = tokens;
    }

    @Override
    public String accept(int id) {
        var token = tokens.apply(id);
        var bytes = ByteBuffer.allocate(begun.length + token.length)
                .put(begun)
                .put(token)
                .flip();
        var text = decode(bytes, false);
        begun = new byte[bytes.remaining()];
        bytes.get(begun);
        return text;
    }

    @Override
    public String finish() {
        var text = decode(ByteBuffer.wrap(begun), true);
        begun = new byte[0];
        utf8.reset();
        return text;
    }

    @Override
    public JoinedBytes copy() {
        // the bytes that are not decoded yet are all that it knows; nobody changes an array that was kept
        var copy = new JoinedBytes(tokens);
        copy.begun = begun;
        return copy;
    }

    private String decode(ByteBuffer bytes, boolean last) {
        // no byte makes more than one char
        var text = CharBuffer.allocate(bytes.remaining());
        utf8.decode(bytes, text, last);
        return text.flip().toString();
    }
}
