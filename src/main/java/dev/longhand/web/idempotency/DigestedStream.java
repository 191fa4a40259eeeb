package dev.longhand.web.idempotency;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/** Digests what is read through it. Closing it does not close the stream below, whose rest is still to be digested. */
final class DigestedStream extends ServletInputStream {
    private final ServletInputStream stream;
    private final ContentDigest digest;
    private final Runnable whileReading;

    DigestedStream(ServletInputStream stream, ContentDigest digest, Runnable whileReading) {
        this.stream = stream;
        this.digest = digest;
        this.whileReading = whileReading;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = stream.read(bytes, offset, length);
        if (read > 0) {
            digest.add(bytes, offset, read);
        }
        whileReading.run();
        return read;
    }

    @Override
    public boolean isFinished() {
        return stream.isFinished();
    }

    @Override
    public boolean isReady() {
        return stream.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        stream.setReadListener(listener);
    }
}
