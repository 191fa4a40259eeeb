package dev.longhand.web.idempotency;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long keys count.
 *
 * @param idempotencyLease     how long a request without an answer holds its key; one whose server died holds it no longer
 * @param idempotencyRetention how long an answer is kept
 */
@ConfigurationProperties("longhand.web")
record IdempotencyProperties(
        @DefaultValue("10m") Duration idempotencyLease,
        @DefaultValue("24h") Duration idempotencyRetention) {}
