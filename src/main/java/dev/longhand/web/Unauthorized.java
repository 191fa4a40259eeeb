package dev.longhand.web;

import org.springframework.http.HttpHeaders;

/** The request has no key, or one that does not count; the same for all, so that nobody learns which keys there were. */
public final class Unauthorized extends ProblemException {
    public Unauthorized() {
        super(
                ProblemType.UNAUTHORIZED,
                "Send a key that counts, as 'Authorization: Bearer lh_...'; who administers this service makes them.");
    }

    @Override
    protected void addHeaders(HttpHeaders headers) {
        headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
}
