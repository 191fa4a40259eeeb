package dev.longhand.training;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Live events of jobs.
 *
 * @param maxStreams open at the same time on this node
 * @param interval   how often a stream looks for new events
 * @param heartbeat  silence after which a comment is sent, so that proxies keep the connection and lost clients are noticed
 */
@Validated
@ConfigurationProperties("longhand.training.events")
record EventStreamProperties(
        @DefaultValue("200") @Positive int maxStreams,
        @DefaultValue("500ms") @DurationMin(millis = 10) Duration interval,
        @DefaultValue("15s") Duration heartbeat) {}
