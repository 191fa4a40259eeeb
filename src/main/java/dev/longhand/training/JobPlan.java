package dev.longhand.training;

import dev.longhand.corpus.Corpus;
import dev.longhand.engine.NetworkSpec;
import dev.longhand.engine.TrainingSpec;
import dev.longhand.models.Model;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request becomes and what that takes, as far as it is known before its text is read; the job corrects it when it
 * starts.
 *
 * @param corpus   the text's report
 * @param initial  the model to go on from; null to begin anew
 * @param forecast of the tokens
 * @param threads  that will share the work
 */
record JobPlan(Corpus corpus, @Nullable Model initial, TrainingJobSpec spec, TokenForecast forecast, int threads) {
    /** A stream of validation is at least this many sequences long; so is its time. */
    private static final double EVALUATION_SEQUENCES = 8;

    static JobPlan of(Corpus corpus, @Nullable Model initial, TrainingJobSpec spec, int threads) {
        var ofText = TokenForecast.of(spec, corpus);
        var forecast = initial == null ? ofText : ofText.withVocabulary(vocabulary(spec, ofText, initial));
        return new JobPlan(corpus, initial, spec, forecast, threads);
    }

    /** Characters that a model lacks are added to it; at most all of the text. */
    private static int vocabulary(TrainingJobSpec spec, TokenForecast ofText, Model initial) {
        int known = initial.tokenizer().vocabularySize();
        return spec.tokenizer().type() == TokenizerSettings.Type.CHAR ? known + ofText.vocabulary() : known;
    }

    NetworkSpec network() {
        return spec.network(forecast.vocabulary());
    }

    long memoryBytes() {
        return MemoryEstimate.of(spec, forecast, threads);
    }

    long stepsPerEpoch() {
        return spec.segmentation() == Segmentation.STREAM
                ? TrainingSpec.stepsPerEpoch(trained(forecast.tokens()), spec.batchSize(), spec.sequenceLength())
                : calls(trained(forecast.segments()));
    }

    long totalSteps() {
        long steps = spec.epochs() * stepsPerEpoch();
        return spec.maxSteps() == null ? steps : Math.min(steps, spec.maxSteps());
    }

    /** Passes forward that judge an epoch, each of a batch of sequences. */
    long evaluations() {
        if (spec.segmentation() != Segmentation.STREAM) {
            return calls(forecast.segments() - trained(forecast.segments()));
        }
        double sequences = Math.ceil((double) (forecast.tokens() - trained(forecast.tokens())) / spec.sequenceLength());
        return (long) Math.max(Math.ceil(sequences / spec.batchSize()), Math.min(EVALUATION_SEQUENCES, sequences));
    }

    /**
     * Segments of like length are read side by side, in as many calls as the longest needs: the mean of the calls of each,
     * when lengths are distributed exponentially.
     */
    private long calls(long segments) {
        double mean = (double) forecast.tokens() / forecast.segments();
        double callsOfOne = 1 / -Math.expm1(-spec.sequenceLength() / mean);
        return (long) Math.ceil(Math.ceilDiv(segments, spec.batchSize()) * callsOfOne);
    }

    private long trained(long all) {
        return TrainingSplit.training(all, spec.validationFraction());
    }

    /** What will probably disappoint, and how sure the figures are. */
    List<String> warnings(SpecWarnings.Machine machine) {
        var size = new SpecWarnings.Size(network().parameters(), trained(forecast.tokens()), stepsPerEpoch());
        var found = new ArrayList<>(SpecWarnings.of(spec, size, machine));
        if (isGuess()) {
            found.add("The text has not been read: tokens, vocabulary and all figures made of them are estimates");
        }
        return List.copyOf(found);
    }

    private boolean isGuess() {
        return initial != null
                || spec.tokenizer().type() != TokenizerSettings.Type.CHAR
                || spec.segmentation() != Segmentation.STREAM
                || Boolean.TRUE.equals(spec.tokenizer().lowercase());
    }
}
