package dev.longhand.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhand.engine.array.Floats;
import dev.longhand.engine.crew.Crew;
import dev.longhand.engine.optimizer.Norms;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RulesTest {
    static Stream<ClippingSpec> clippings() {
        return Stream.of(
                new ClippingSpec.None(),
                new ClippingSpec.Value(0.1),
                new ClippingSpec.GlobalNorm(0.1),
                new ClippingSpec.PerLayerNorm(0.1));
    }

    /** What no scaling covers would never be updated. */
    @ParameterizedTest
    @MethodSource("clippings")
    void everyClippingCoversTheWholeVector(ClippingSpec spec) {
        for (var cell : CellType.values()) {
            for (boolean tied : new boolean[] {false, true}) {
                var network = new NetworkSpec(cell, Activation.TANH, 3, 5, 3, 7, tied, 0, 0);
                var layout = network.layout();
                var gradient = Floats.zeros(layout.length());
                var scalings = Rules.of(spec, layout)
                        .clip(new Norms(Crew.ofOne(() -> {})), gradient, 1)
                        .scalings();
                long end = 0;
                for (var scaling : scalings) {
                    assertThat(scaling.begin()).isEqualTo(end);
                    end = scaling.end();
                }
                assertThat(end).isEqualTo(layout.length());
                assertThat(scalings).hasSize(spec instanceof ClippingSpec.PerLayerNorm ? 1 + network.layers() + 1 : 1);
            }
        }
    }
}
