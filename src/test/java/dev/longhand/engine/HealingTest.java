package dev.longhand.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What diverges and what does not, and how a training goes on from an earlier checkpoint with a lower learning rate. */
class HealingTest {
    private static final int V = 20;
    private static final double FAR_TOO_HIGH = 50;
    private static final EveryCell LSTM = new EveryCell(CellType.LSTM, Activation.TANH);

    /** Every token is followed by one of two. */
    private static TokenSource text(long seed, int length) {
        var random = RandomStreams.of(seed, "text", 0);
        var ids = new int[length];
        for (int i = 1; i < length; i++) {
            ids[i] = (3 * ids[i - 1] + 1 + random.nextInt(2)) % V;
        }
        return new TokenSource.Stream(Tokens.of(ids));
    }

    private static final TokenSource TRAINING = text(1, 8 * 10 * 100 + 1);
    private static final TokenSource VALIDATION = text(2, 300);

    private static TrainingSpec spec(EveryCell cell, OptimizerSpec optimizer) {
        return Recipe.of(cell.network(1, 32, 16, V))
                .batchSize(8)
                .sequenceLength(10)
                .epochs(2)
                .optimizer(optimizer)
                .spec();
    }

    private static Trainer trainer(TrainingSpec spec, Diary diary) {
        return new Trainer(spec, TRAINING, VALIDATION, diary, () -> StopSignal.Answer.GO_ON);
    }

    static Stream<Arguments> farTooHigh() {
        return EveryCell.stream()
                .flatMap(cell -> Stream.of(
                                new OptimizerSpec.Sgd(FAR_TOO_HIGH, 0, 0),
                                new OptimizerSpec.Sgd(FAR_TOO_HIGH, 0.9, 0),
                                new OptimizerSpec.RmsProp(FAR_TOO_HIGH, 0.99, 1e-8, 0),
                                new OptimizerSpec.Adam(FAR_TOO_HIGH, 0),
                                new OptimizerSpec.AdamW(FAR_TOO_HIGH, 0.9, 0.999, 1e-8, 0.01))
                        .map(optimizer -> Arguments.of(cell, optimizer)));
    }

    @ParameterizedTest
    @MethodSource("farTooHigh")
    void learningRateOf50Diverges(EveryCell cell, OptimizerSpec optimizer) {
        try (var trainer = trainer(spec(cell, optimizer), new Diary())) {
            var diverged = catchThrowableOfType(DivergedException.class, trainer::run);
            assertThat(diverged).isNotNull();
            assertThat(diverged.step()).isLessThan(200);
        }
    }

    /** RMSprop's first steps are ten times as long as the later ones: the loss of a rectifier is above 10 at first. */
    @ParameterizedTest
    @MethodSource("dev.longhand.engine.EveryCell#stream")
    void roughBeginIsLeftAlone(EveryCell cell) {
        try (var trainer = trainer(spec(cell, new OptimizerSpec.RmsProp(0.01, 0.99, 1e-8, 0)), new Diary())) {
            assertThat(trainer.run().orElseThrow().validationLoss()).isLessThan(1.5);
        }
    }

    @TempDir
    Path directory;

    private Path checkpoint = Path.of("");

    @BeforeEach
    void nameTheCheckpoint() {
        checkpoint = directory.resolve("checkpoint");
    }

    private static final TrainingSpec DIVERGING = spec(LSTM, new OptimizerSpec.Adam(FAR_TOO_HIGH, 0));

    private void saveTheBegin() throws IOException {
        try (var trainer = trainer(DIVERGING, new Diary());
                var out = Files.newOutputStream(checkpoint)) {
            trainer.save(out, Map.of());
        }
    }

    /** From the checkpoint; nothing when it diverged again. */
    private Optional<TrainingResult> again(double factor, Diary diary) throws IOException {
        try (var trainer = trainer(DIVERGING, diary);
                var file = CheckpointFile.open(checkpoint)) {
            trainer.resume(file);
            trainer.scaleLearningRate(factor);
            return trainer.run();
        } catch (DivergedException e) {
            return Optional.empty();
        }
    }

    @Test
    void aQuarterOf50IsStillTooMuch() throws IOException {
        saveTheBegin();
        assertThat(again(0.5, new Diary())).isEmpty();
        assertThat(again(0.25, new Diary())).isEmpty();
    }

    @Test
    void lowerLearningRateHeals() throws IOException {
        saveTheBegin();
        var diary = new Diary();
        assertThat(again(1.0 / 2048, diary))
                .hasValueSatisfying(
                        result -> assertThat(result.validationLoss()).isLessThan(1));
        assertThat(diary.learningRates()).containsOnly(FAR_TOO_HIGH / 2048);
    }
}
