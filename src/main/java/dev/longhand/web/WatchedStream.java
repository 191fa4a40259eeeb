package dev.longhand.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/** The body of a request, with somebody who sees all that is read of it. Closing it leaves the body open. */
public abstract class WatchedStream extends ServletInputStream {
    private final ServletInputStream body;

    protected WatchedStream(ServletInputStream body) {
        this.body = body;
    }

    /** Called after every read with what it brought: nothing at the end. */
    protected abstract void watch(byte[] bytes, int offset, int length);

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = body.read(bytes, offset, length);
        watch(bytes, offset, Math.max(read, 0));
        return read;
    }

    @Override
    public boolean isFinished() {
        return body.isFinished();
    }

    @Override
    public boolean isReady() {
        return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        body.setReadListener(listener);
    }
}
