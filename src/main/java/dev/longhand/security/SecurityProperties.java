package dev.longhand.security;

import jakarta.validation.constraints.Positive;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Keys, and who else may come in.
 *
 * @param adminKey          a key with every scope, 32 visible ASCII characters or more; further ones are made through the API. Empty
 *                          for none: as long as there is no other key either, only this machine is served, and needs none
 * @param requestsPerMinute requests of one key on this node; after a pause as many may come at once
 * @param allowedOrigins    other web sites whose pages may call this service from a browser, such as {@code https://example.org}
 */
@Validated
@ConfigurationProperties("longhand.security")
record SecurityProperties(
        @Nullable String adminKey,
        @DefaultValue("6000") @Positive int requestsPerMinute,
        @DefaultValue List<String> allowedOrigins) {
    static final String ADMIN_KEY = "longhand.security.admin-key";
    static final String REQUESTS_PER_MINUTE = "longhand.security.requests-per-minute";

    private static final Pattern KEY = Pattern.compile("[!-~]{32,}");

    SecurityProperties {
        adminKey = adminKey == null || adminKey.isEmpty() ? null : adminKey;
        if (adminKey != null && !KEY.matcher(adminKey).matches()) {
            throw new IllegalArgumentException(
                    ADMIN_KEY + " must have at least 32 characters, all of them visible ASCII");
        }
    }

    /** No key is ever shown. */
    @Override
    public String toString() {
        return "SecurityProperties[requestsPerMinute=%d, allowedOrigins=%s]"
                .formatted(requestsPerMinute, allowedOrigins);
    }
}
