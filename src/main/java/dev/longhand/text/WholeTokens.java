package dev.longhand.text;

import java.util.function.IntFunction;

/** Decodes tokens that are whole characters: each is certain as soon as it comes. */
record WholeTokens(IntFunction<String> texts) implements TextDecoder {
    @Override
    public String accept(int id) {
        return texts.apply(id);
    }

    @Override
    public String finish() {
        return "";
    }

    @Override
    public WholeTokens copy() {
        return this;
    }
}
