package dev.longhand.openai;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What streams here have in common with those of the service's own API.
 *
 * @param heartbeat silence after which a stream sends a comment, so that proxies keep it and a lost client is noticed
 */
@ConfigurationProperties("longhand.generation")
record StreamProperties(@DefaultValue("1s") Duration heartbeat) {}
