package dev.longhand.engine.artifact;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The digest of the engine, which knows no other package. */
public final class Sha256 {
    private static final long STEP = 1 << 20;

    private Sha256() {}

    static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Of a text in UTF-8, in hexadecimal. */
    public static String of(String text) {
        return hex(start().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Of memory of any length. */
    static byte[] of(MemorySegment memory) {
        var digest = start();
        for (long from = 0; from < memory.byteSize(); from += STEP) {
            digest.update(memory.asSlice(from, Math.min(STEP, memory.byteSize() - from))
                    .asByteBuffer());
        }
        return digest.digest();
    }

    static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }
}
