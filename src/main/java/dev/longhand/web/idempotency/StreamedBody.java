package dev.longhand.web.idempotency;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** A body that is digested on its way to the controller and never held. */
final class StreamedBody extends HttpServletRequestWrapper implements FingerprintedBody {
    private final ContentDigest digest;
    private final Runnable whileReading;
    private @Nullable DigestedStream stream;

    StreamedBody(HttpServletRequest request, Runnable whileReading) {
        super(request);
        this.digest = FingerprintedBody.digest(request);
        this.whileReading = whileReading;
    }

    @Override
    public HttpServletRequest request() {
        return this;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (stream == null) {
            stream = new DigestedStream(super.getInputStream(), digest, whileReading);
        }
        return stream;
    }

    @Override
    public String fingerprint() {
        try {
            getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new BrokenBody();
        }
        return digest.finish();
    }
}
