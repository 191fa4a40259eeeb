package dev.longhand.generation;

import dev.longhand.generation.GenerateResponse.FinishReason;
import dev.longhand.generation.GenerateResponse.Token;
import dev.longhand.text.TextDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A text that grows after a prompt, token by token, until it is finished. It knows nothing of how tokens are chosen. */
final class Continuation {
    private final Manner manner;
    private final History history;
    private final TextDecoder decoder;
    private final StopScan scan;
    private final StringBuilder text;
    private final List<Token> tokens;
    /** How long the text was after each of the tokens. */
    private final List<Integer> ends;

    private double logLikelihood;
    /** Tokens that were chosen, the end of the segment among them. */
    private int chosen;

    private @Nullable FinishReason finished;

    Continuation(Manner manner, Prompt prompt) {
        this.manner = manner;
        history = new History(prompt.ids());
        decoder = manner.tokenizer().decoderAfter(manner.request().prompt());
        scan = new StopScan(manner.stops());
        text = new StringBuilder();
        tokens = new ArrayList<>();
        ends = new ArrayList<>();
    }

    private Continuation(Continuation other) {
        manner = other.manner;
        history = other.history.copy();
        decoder = other.decoder.copy();
        scan = other.scan.copy();
        text = new StringBuilder(other.text);
        tokens = new ArrayList<>(other.tokens);
        ends = new ArrayList<>(other.ends);
        logLikelihood = other.logLikelihood;
        chosen = other.chosen;
        finished = other.finished;
    }

    /** Another text that goes on from here. */
    Continuation copy() {
        return new Continuation(this);
    }

    /**
     * Goes on with a token.
     *
     * @param logProbabilities what the model thought of all tokens, (V); empty where nobody asks
     */
    void add(int id, double[] logProbabilities) {
        logLikelihood += logProbabilities.length == 0 ? 0 : logProbabilities[id];
        chosen++;
        if (manner.tokenizer().endOfSegment().equals(OptionalInt.of(id))) {
            finished = FinishReason.END;
            append(decoder.finish());
            return;
        }
        history.add(id);
        tokens.add(manner.report().token(id, logProbabilities));
        append(decoder.accept(id));
        ends.add(text.length());
        // bytes of a character that is not whole by now are left out: the model would have gone on
        if (finished == null && tokens.size() >= manner.request().maxTokens()) {
            finished = FinishReason.LENGTH;
        }
    }

    private void append(String piece) {
        text.append(piece);
        if (scan.read(piece)) {
            finished = FinishReason.STOP;
            text.setLength(scan.length());
        }
    }

    History history() {
        return history;
    }

    boolean isFinished() {
        return finished != null;
    }

    FinishReason finishReason() {
        return Objects.requireNonNull(finished);
    }

    /** The text without the prompt, and without the stop string that has ended it. */
    String text() {
        return text.toString();
    }

    /** How many characters of the text nothing can take back any more. */
    int safe() {
        return finished == null ? scan.safe() : text.length();
    }

    String text(int from, int to) {
        return text.substring(from, to);
    }

    /** Tokens that were written, those among them that a stop string has taken back. */
    int written() {
        return tokens.size();
    }

    List<Token> tokens(int from, int to) {
        return List.copyOf(tokens.subList(from, to));
    }

    /** How long the text was after a token. */
    int end(int token) {
        return ends.get(token);
    }

    /** Mean log-probability of the chosen tokens, in nats; of 0 tokens it is 0. */
    double meanLogProbability() {
        return chosen == 0 ? 0 : logLikelihood / chosen;
    }

    /** The tokens whose characters are all in the text; parts of a character that is not, are not either. */
    List<Token> tokens() {
        if (finished != FinishReason.STOP) {
            return List.copyOf(tokens);
        }
        int kept = 0;
        for (int i = 0, begin = 0; i < ends.size() && ends.get(i) <= text.length(); i++) {
            kept = ends.get(i) > begin ? i + 1 : kept;
            begin = ends.get(i);
        }
        return List.copyOf(tokens.subList(0, kept));
    }
}
