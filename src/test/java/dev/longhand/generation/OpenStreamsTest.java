package dev.longhand.generation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhand.web.RateLimited;
import org.junit.jupiter.api.Test;

class OpenStreamsTest {
    @Test
    void asManyAreOpenAsMayBeHoweverOftenOneIsClosed() {
        var streams = new OpenStreams(2);
        var first = streams.open();
        streams.open();
        assertThatThrownBy(streams::open).isInstanceOf(RateLimited.class).hasMessageContaining("max-streams");
        first.run();
        first.run();
        streams.open();
        assertThatThrownBy(streams::open).isInstanceOf(RateLimited.class);
    }
}
