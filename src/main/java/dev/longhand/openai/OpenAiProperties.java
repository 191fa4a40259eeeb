package dev.longhand.openai;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the face for OpenAI's clients.
 *
 * @param heartbeat after how long without a piece a stream says that it is still there
 */
@ConfigurationProperties("longhand.openai")
record OpenAiProperties(@DefaultValue("15s") Duration heartbeat) {}
