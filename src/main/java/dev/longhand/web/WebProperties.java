package dev.longhand.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of every endpoint.
 *
 * @param maxJsonSize the largest JSON body, which is held in memory while it is read
 */
@ConfigurationProperties("longhand.web")
record WebProperties(@DefaultValue("16MB") DataSize maxJsonSize) {
    static final String MAX_JSON_SIZE = "longhand.web.max-json-size";
}
