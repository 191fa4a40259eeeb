package dev.longhand.openai;

import dev.longhand.generation.GenerateResponse;
import dev.longhand.generation.StreamEvent;
import dev.longhand.generation.TextStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One completion that is sent in chunks, prompt after prompt. */
final class CompletionStream {
    private final CompletionOrder order;
    private final CompletionFrame frame;
    private final EventStream events;

    /** How much of each text was sent, in code points. */
    private final Map<Integer, Integer> sent = new HashMap<>();

    private Completion.Usage usage = Completion.Usage.NONE;

    CompletionStream(CompletionOrder order, CompletionFrame frame, EventStream events) {
        this.order = order;
        this.frame = frame;
        this.events = events;
    }

    /** Sends the texts of one prompt to their end. */
    void send(int prompt, TextStream texts) throws IOException, InterruptedException {
        boolean open = true;
        while (open) {
            open = sendNext(prompt, texts);
            events.flush();
        }
    }

    /** Waits for what comes next and sends it with all that has come since; whether more will come. */
    private boolean sendNext(int prompt, TextStream texts) throws IOException, InterruptedException {
        var event = texts.next();
        if (event == null) {
            events.beat();
        }
        while (event != null) {
            switch (event) {
                case StreamEvent.Piece piece -> send(order.firstIndex(prompt) + piece.index(), piece);
                case StreamEvent.Done done -> {
                    finish(prompt, done.response());
                    return false;
                }
            }
            event = texts.poll();
        }
        return true;
    }

    private void send(int index, StreamEvent.Piece piece) throws IOException {
        int offset = sent.getOrDefault(index, 0);
        var text = piece.text();
        sent.put(index, offset + text.codePointCount(0, text.length()));
        send(new Completion.Choice(text, index, Logprobs.of(text, piece.tokens(), offset, order.alternatives()), null));
    }

    private void finish(int prompt, GenerateResponse response) throws IOException {
        usage = usage.plus(response.usage());
        for (var choice : response.choices()) {
            send(new Completion.Choice(
                    "",
                    order.firstIndex(prompt) + choice.index(),
                    null,
                    Completion.finishReason(choice.finishReason())));
        }
    }

    private void send(Completion.Choice choice) throws IOException {
        events.send(frame.chunk(List.of(choice)));
    }

    void end() throws IOException {
        if (order.usage()) {
            events.send(frame.whole(List.of(), usage));
        }
        events.end();
    }
}
