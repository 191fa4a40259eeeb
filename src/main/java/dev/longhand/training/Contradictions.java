package dev.longhand.training;

import static java.util.Objects.requireNonNull;

import dev.longhand.text.BpeTokenizer;
import dev.longhand.web.InvalidField;
import java.util.ArrayList;
import java.util.List;

/** Values that are right by themselves and not together: something would be without effect, and nobody would be told. */
final class Contradictions {
    private Contradictions() {}

    static List<InvalidField> in(TrainingJobSpec spec) {
        var found = new ArrayList<InvalidField>();
        tokenizer(spec.tokenizer(), found);
        network(spec, found);
        plateau(spec, found);
        return found;
    }

    private static void tokenizer(TokenizerSettings tokenizer, List<InvalidField> found) {
        var most = tokenizer.maxVocabulary();
        if (tokenizer.type() == TokenizerSettings.Type.BPE && most != null && most < BpeTokenizer.MIN_VOCABULARY) {
            found.add(new InvalidField(
                    "/tokenizer/maxVocabulary",
                    "must be at least %d with bpe: every byte is a token".formatted(BpeTokenizer.MIN_VOCABULARY)));
        }
    }

    private static void network(TrainingJobSpec spec, List<InvalidField> found) {
        var network = spec.network();
        if (network.cell() != NetworkSettings.Cell.RNN && network.activation() != NetworkSettings.Activation.TANH) {
            found.add(new InvalidField("/network/activation", "must be tanh: only the cell rnn takes another"));
        }
        if (network.cell() != NetworkSettings.Cell.LSTM && spec.initialization().forgetBias() != null) {
            found.add(new InvalidField("/initialization/forgetBias", "is not possible: only the cell lstm has one"));
        }
    }

    /** A plateau is seen in the validation loss, and early enough for an epoch at the smaller learning rate. */
    private static void plateau(TrainingJobSpec spec, List<InvalidField> found) {
        if (spec.schedule().type() != ScheduleSettings.Type.PLATEAU) {
            return;
        }
        if (spec.validationFraction() == 0) {
            found.add(new InvalidField(
                    "/schedule/type", "must not be plateau with validationFraction 0: it reads the validation loss"));
        }
        int patience = requireNonNull(spec.schedule().patience());
        int end = spec.earlyStopping().patience();
        if (patience + 1 >= end) {
            found.add(new InvalidField(
                    "/schedule/patience",
                    "must be less than %d: training ends after %d epochs that are no better (earlyStopping.patience)"
                            .formatted(end - 1, end)));
        }
    }
}
