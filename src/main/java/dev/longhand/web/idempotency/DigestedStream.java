package dev.longhand.web.idempotency;

import dev.longhand.web.WatchedStream;
import jakarta.servlet.ServletInputStream;

/** Digests what is read through it; the rest of the body is still to be digested after it was closed. */
final class DigestedStream extends WatchedStream {
    private final ContentDigest digest;
    private final Runnable whileReading;

    DigestedStream(ServletInputStream body, ContentDigest digest, Runnable whileReading) {
        super(body);
        this.digest = digest;
        this.whileReading = whileReading;
    }

    @Override
    protected void watch(byte[] bytes, int offset, int length) {
        digest.add(bytes, offset, length);
        whileReading.run();
    }
}
