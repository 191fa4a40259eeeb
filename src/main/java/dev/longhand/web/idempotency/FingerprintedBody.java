package dev.longhand.web.idempotency;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** A request whose body can be told from others by its content, whatever frame a client puts around it. */
sealed interface FingerprintedBody permits PartsBody, StreamedBody {
    /** The request for the controller to read. */
    HttpServletRequest request();

    /** SHA-256 in hex of the media type and the content; reads what the controller left. */
    String fingerprint();

    /** @param whileReading called again and again while a body comes in */
    static FingerprintedBody of(HttpServletRequest request, Runnable whileReading) {
        return request instanceof MultipartHttpServletRequest parts
                ? new PartsBody(parts)
                : new StreamedBody(request, whileReading);
    }

    /** A digest that has the media type, without parameters: a multipart body's boundary is new at every attempt. */
    static ContentDigest digest(HttpServletRequest request) {
        var type = String.valueOf(request.getContentType()).split(";", 2)[0].strip();
        return new ContentDigest().add(type.toLowerCase(Locale.ROOT));
    }
}
