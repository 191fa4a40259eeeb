package dev.longhand.web.idempotency;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** SHA-256 of a sequence of texts and bytes. What is not the last carries its length, so that no two sequences are alike. */
final class ContentDigest {
    private final MessageDigest digest;

    ContentDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    ContentDigest add(@Nullable String text) {
        if (text == null) {
            return add(-1);
        }
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        add(bytes.length);
        add(bytes, 0, bytes.length);
        return this;
    }

    ContentDigest add(long number) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
        return this;
    }

    void add(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
    }

    /** In hex; the digest begins anew. */
    String finish() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
