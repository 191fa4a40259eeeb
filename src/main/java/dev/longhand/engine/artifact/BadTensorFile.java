package dev.longhand.engine.artifact;

/** A file is not a safetensors file that can be used; the message says what is wrong, for the one who sent it. */
public final class BadTensorFile extends RuntimeException {
    public BadTensorFile(String message) {
        super(message);
    }
}
