package dev.longhand.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhand.engine.array.RandomFloats;
import dev.longhand.engine.layer.Parameter;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Three tokens become five: the first two and the last, which goes on being the last, and two fresh ones before it. */
class VocabularyChangeTest {
    private static final int[] OLD_ID_OF_NEW = {0, 1, Weights.FRESH, Weights.FRESH, 2};
    private static final InitializationSpec INITIALIZATION =
            InitializationSpec.defaultFor(CellType.LSTM, Activation.TANH);
    private static final long SEED = 11;

    static Stream<NetworkSpec> networks() {
        return EveryCell.stream()
                .flatMap(cell -> Stream.of(
                        cell.network(2, 5, 4, 3), cell.network(1, 4, 4, 3, true), cell.network(1, 5, 4, 3, true)));
    }

    private static Weights random(NetworkSpec spec) {
        var weights = EveryCell.initial(spec, 0);
        for (var parameter : spec.layout().parameters()) {
            new RandomFloats(parameter.offset()).fill(weights.flat().slice(parameter.offset(), parameter.length()), 2);
        }
        return weights;
    }

    private static float[] values(Weights weights, Parameter parameter) {
        return weights.flat().slice(parameter.offset(), parameter.length()).toArray();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void oldTokensKeepTheirNumbersAndFreshOnesBegin(NetworkSpec spec) {
        var old = random(spec);
        var before = old.flat().toArray();
        var changed = old.withVocabulary(OLD_ID_OF_NEW, INITIALIZATION, SEED);
        var fresh = Weights.initial(changed.spec(), INITIALIZATION, SEED);
        assertThat(changed.spec().vocabularySize()).isEqualTo(5);
        var olds = spec.layout().parameters();
        var news = changed.spec().layout().parameters();
        for (int i = 0; i < olds.size(); i++) {
            var expected = olds.get(i).length() == news.get(i).length()
                    ? values(old, olds.get(i))
                    : mixed(values(old, olds.get(i)), values(fresh, news.get(i)));
            assertThat(values(changed, news.get(i))).as(news.get(i).name()).isEqualTo(expected);
        }
        assertThat(old.flat().toArray()).isEqualTo(before);
    }

    private static float[] mixed(float[] old, float[] fresh) {
        int width = old.length / 3;
        var mixed = fresh.clone();
        System.arraycopy(old, 0, mixed, 0, 2 * width);
        System.arraycopy(old, 2 * width, mixed, 4 * width, width);
        return mixed;
    }

    /** What a network says of the tokens that it knew does not change; a fresh one is as likely as a bias of 0 makes it. */
    @ParameterizedTest
    @MethodSource("networks")
    void oldTokensKeepTheirLogits(NetworkSpec spec) {
        var old = random(spec);
        var logits = new Predictor(old, 1).step(new int[] {2})[0];
        var changed = new Predictor(old.withVocabulary(OLD_ID_OF_NEW, INITIALIZATION, SEED), 1).step(new int[] {4})[0];
        assertThat(changed).hasSize(5);
        assertThat(new float[] {changed[0], changed[1], changed[4]})
                .usingComparatorWithPrecision(1e-5f)
                .containsExactly(logits);
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, 3})
    void idsThatAreNoneAreRefused(int id) {
        var old = random(new NetworkSpec(CellType.LSTM, 1, 2, 2, 3));
        assertThatThrownBy(() -> old.withVocabulary(new int[] {0, id}, INITIALIZATION, SEED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no token " + id + " among the 3 of the network");
    }
}
