package dev.longhand.training;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * An event as the API shows it.
 *
 * @param number goes up by one within a job; the id in a stream of server-sent events
 * @param data   what the type has: a status and attempt, an epoch's losses, a text, a warning's code and message
 */
public record JobEventResponse(long number, JobEventType type, Instant createdAt, JsonNode data) {}
