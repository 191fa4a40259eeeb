package dev.longhand.web.idempotency;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.Part;
import java.io.IOException;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** A multipart body, which came in before and lies on disk: the names, file names and contents of its parts. */
record PartsBody(MultipartHttpServletRequest request) implements FingerprintedBody {
    private static final int CHUNK = 64 * 1024;

    @Override
    public String fingerprint() {
        var digest = FingerprintedBody.digest(request);
        try {
            for (var part : request.getParts()) {
                add(part, digest);
            }
        } catch (IOException | ServletException e) {
            throw new IllegalStateException("A part that came in cannot be read", e);
        }
        return digest.finish();
    }

    private static void add(Part part, ContentDigest digest) throws IOException {
        digest.add(part.getName()).add(part.getSubmittedFileName()).add(part.getSize());
        var chunk = new byte[CHUNK];
        try (var content = part.getInputStream()) {
            for (int n = content.read(chunk); n >= 0; n = content.read(chunk)) {
                digest.add(chunk, 0, n);
            }
        }
    }
}
