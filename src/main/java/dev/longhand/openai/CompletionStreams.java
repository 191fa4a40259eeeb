package dev.longhand.openai;

import dev.longhand.generation.TextGeneration;
import dev.longhand.generation.TextStream;
import dev.longhand.web.Problems;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes completions and sends them as they are written, on the thread of the request. */
@Component
class CompletionStreams {
    private static final Logger log = LoggerFactory.getLogger(CompletionStreams.class);

    private final TextGeneration generation;
    private final Problems problems;
    private final JsonMapper json;
    private final Clock clock;

    CompletionStreams(TextGeneration generation, Problems problems, JsonMapper json, Clock clock) {
        this.generation = generation;
        this.problems = problems;
        this.json = json;
        this.clock = clock;
    }

    /** What goes wrong before anything has left is thrown; afterwards it is the last that is sent. */
    void send(CompletionOrder order, HttpServletResponse response) {
        var events = new EventStream(response, json);
        try {
            sendAll(order, events);
        } catch (IOException e) {
            log.debug("A client went away from its stream", e);
        } catch (InterruptedException e) {
            log.debug("A stream ends with the service", e);
        } catch (RuntimeException e) {
            if (events.takeBack()) {
                throw e;
            }
            sendFailure(e, events);
        }
    }

    private void sendAll(CompletionOrder order, EventStream events) throws IOException, InterruptedException {
        CompletionStream stream;
        try (var first = open(order, 0)) {
            var frame = new CompletionFrame(first.id(), clock.instant().getEpochSecond(), order.model());
            stream = new CompletionStream(order, frame, events);
            stream.send(0, first);
        }
        for (int prompt = 1; prompt < order.requests().size(); prompt++) {
            try (var next = open(order, prompt)) {
                stream.send(prompt, next);
            }
        }
        stream.end();
    }

    private TextStream open(CompletionOrder order, int prompt) {
        return generation.stream(order.model().id().toString(), order.requests().get(prompt));
    }

    private void sendFailure(RuntimeException failure, EventStream events) {
        try {
            events.send(ErrorTranslation.envelope(problems.of(failure)));
            events.flush();
        } catch (IOException e) {
            log.debug("A client went away before its error", e);
        }
    }
}
