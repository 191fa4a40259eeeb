package dev.longhand.diagnostics;

import dev.longhand.models.LoadedModel;
import dev.longhand.models.Models;
import dev.longhand.models.UnknownCharacterRule;
import dev.longhand.web.Invalid;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/**
 * A text as a model reads it.
 *
 * @param before what the model reads first: the end of a segment, where it knows one, as in training
 */
record ModelText(LoadedModel model, int[] before, int[] ids) {
    List<String> tokens() {
        return Arrays.stream(ids).mapToObj(model.tokenizer()::text).toList();
    }

    int[] all() {
        return IntStream.concat(Arrays.stream(before), Arrays.stream(ids)).toArray();
    }

    /** Reads them. */
    @Component
    static class Reader {
        private final Models models;
        private final Budget budget;

        Reader(Models models, Budget budget) {
            this.models = models;
            this.budget = budget;
        }

        /** @throws Invalid when there is too much, or nothing that the model can read */
        ModelText read(String reference, String text, UnknownCharacterRule rule) {
            budget.checkText(text);
            var model = models.load(reference);
            var ids = rule.read("/text", text, model.tokenizer());
            if (ids.length == 0) {
                throw new Invalid("/text", "has nothing that the model can read");
            }
            var read = new ModelText(
                    model, model.tokenizer().endOfSegment().stream().toArray(), ids);
            var spec = model.weights().spec();
            budget.checkWork("/text", read.all().length, spec.layers(), spec.parameters());
            return read;
        }
    }
}
