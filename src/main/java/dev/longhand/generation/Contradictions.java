package dev.longhand.generation;

import dev.longhand.web.InvalidField;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Values that are right by themselves and not together: something would be without effect, and nobody would be told. */
final class Contradictions {
    private Contradictions() {}

    static List<InvalidField> in(GenerateRequest request) {
        var found = new ArrayList<InvalidField>();
        if (request.minTokens() > request.maxTokens()) {
            found.add(new InvalidField("/minTokens", "must be at most maxTokens, " + request.maxTokens()));
        }
        if (request.penaltyWindow() == 0 && isPenalised(request)) {
            found.add(new InvalidField("/penaltyWindow", "must be at least 1 with a penalty"));
        }
        brokenStops(request.stop(), found);
        if (request.beams() == null) {
            bestOf(request, found);
            maxCopy(request, found);
        } else {
            beams(request, request.beams(), found);
        }
        return found;
    }

    private static boolean isPenalised(GenerateRequest request) {
        return request.repetitionPenalty() != 1 || request.presencePenalty() != 0 || request.frequencyPenalty() != 0;
    }

    /** Half a pair would cut a character of the text in two. */
    private static void brokenStops(List<String> stops, List<InvalidField> found) {
        IntStream.range(0, stops.size())
                .filter(i -> stops.get(i)
                        .codePoints()
                        .anyMatch(codePoint -> Character.getType(codePoint) == Character.SURROGATE))
                .forEach(i -> found.add(new InvalidField("/stop/" + i, "must not have half a surrogate pair")));
    }

    private static void bestOf(GenerateRequest request, List<InvalidField> found) {
        if (request.rows() < request.n()) {
            found.add(new InvalidField("/bestOf", "must be at least n, " + request.n()));
        }
        if (request.rows() > request.n() && request.sampling().isGreedy()) {
            found.add(new InvalidField("/bestOf", "must not be more than n with temperature 0: all would be the same"));
        }
    }

    private static void maxCopy(GenerateRequest request, List<InvalidField> found) {
        if (request.maxCopy() != null && request.sampling().isGreedy()) {
            found.add(new InvalidField("/maxCopy", "is not possible with temperature 0: every try would be the same"));
        }
        if (request.maxCopy() != null && request.rows() > request.n()) {
            found.add(new InvalidField(
                    "/maxCopy", "is not possible with a bestOf above n: what is ranked is not tried again"));
        }
    }

    private static void beams(GenerateRequest request, int beams, List<InvalidField> found) {
        if (beams < request.n()) {
            found.add(new InvalidField("/beams", "must be at least n, " + request.n()));
        }
        Stream.of(
                        given("/bestOf", request.bestOf()),
                        given("/maxCopy", request.maxCopy()),
                        given("/temperature", request.temperature()),
                        given("/topK", request.topK()),
                        given("/topP", request.topP()),
                        given("/minP", request.minP()),
                        given("/typicalP", request.typicalP()))
                .flatMap(List::stream)
                .forEach(found::add);
    }

    private static List<InvalidField> given(String pointer, @Nullable Number value) {
        return value == null
                ? List.of()
                : List.of(new InvalidField(pointer, "is not possible with beams: beam search draws nothing"));
    }
}
