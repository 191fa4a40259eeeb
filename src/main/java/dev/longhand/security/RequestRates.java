package dev.longhand.security;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.longhand.web.RateLimited;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** How fast each key may ask, on this node. Who needs no key has no limit. */
@Component
class RequestRates {
    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final int REMEMBERED = 10_000;

    private final int perMinute;
    private final TimeMeter time;
    /** A bucket that nobody touched for a period is full, as a new one is. */
    private final LoadingCache<String, Bucket> buckets = Caffeine.newBuilder()
            .expireAfterAccess(PERIOD.multipliedBy(2))
            .maximumSize(REMEMBERED)
            .build(this::bucket);

    RequestRates(SecurityProperties properties, Clock clock) {
        this.perMinute = properties.requestsPerMinute();
        this.time = new ClockTime(clock);
    }

    private Bucket bucket(String caller) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, PERIOD))
                .withCustomTimePrecision(time)
                .build();
    }

    /** @throws RateLimited when the caller has asked too often */
    void count(Caller caller) {
        if (caller.equals(Caller.LOCAL)) {
            return;
        }
        var probe = buckets.get(caller.name()).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new RateLimited(
                    "This key may send %,d requests a minute (%s)."
                            .formatted(perMinute, SecurityProperties.REQUESTS_PER_MINUTE),
                    Duration.ofNanos(probe.getNanosToWaitForRefill())
                            .plusSeconds(1)); // rounded up, as seconds are told
        }
    }

    /** The service's clock, as buckets read it. */
    private record ClockTime(Clock clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return TimeUnit.MILLISECONDS.toNanos(clock.millis());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
