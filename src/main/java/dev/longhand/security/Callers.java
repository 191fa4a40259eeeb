package dev.longhand.security;

import dev.longhand.web.Forbidden;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Tells who sends a request. */
@Component
class Callers {
    private static final String SCHEME = "bearer ";

    /** What only this machine calls this machine. */
    private static final Pattern THIS_MACHINE = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[?::1]?");

    private final ApiKeys keys;
    private final ListeningAddress address;
    private final @Nullable String configured;

    Callers(ApiKeys keys, ListeningAddress address, SecurityProperties properties) {
        this.keys = keys;
        this.address = address;
        this.configured = properties.adminKey() == null ? null : new Token(properties.adminKey()).sha256();
    }

    /**
     * @return nobody when the request has no key that counts
     * @throws Forbidden where no key is needed, and the request is for another machine: a web page in a browser on this machine
     *     can let its own name mean this address, and would be taken for its user
     */
    Optional<Caller> of(HttpServletRequest request) {
        if (address.isThisMachineOnly() && !keys.exist()) {
            if (!THIS_MACHINE.matcher(request.getServerName()).matches()) {
                throw new Forbidden("Without keys this service is for localhost, and for no other name in Host.");
            }
            return Optional.of(Caller.LOCAL);
        }
        return token(request).flatMap(this::of);
    }

    private static Optional<Token> token(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.toLowerCase(Locale.ROOT).startsWith(SCHEME)
                ? Optional.of(new Token(header.substring(SCHEME.length()).strip()))
                : Optional.empty();
    }

    private Optional<Caller> of(Token token) {
        return configured != null && same(configured, token.sha256())
                ? Optional.of(Caller.CONFIGURED)
                : keys.find(token);
    }

    private static boolean same(String sha256, String other) {
        return MessageDigest.isEqual(
                sha256.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }
}
