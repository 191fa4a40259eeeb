package dev.longhand.engine;

import dev.longhand.engine.layer.ParameterLayout;
import dev.longhand.engine.optimizer.Adam;
import dev.longhand.engine.optimizer.Clipping;
import dev.longhand.engine.optimizer.RmsProp;
import dev.longhand.engine.optimizer.Sgd;
import dev.longhand.engine.optimizer.UpdateRule;

/** What specs stand for. */
final class Rules {
    private Rules() {}

    static UpdateRule of(OptimizerSpec spec) {
        return switch (spec) {
            case OptimizerSpec.Sgd sgd -> new Sgd(sgd.momentum(), sgd.weightDecay());
            case OptimizerSpec.RmsProp rmsProp ->
                new RmsProp(rmsProp.decay(), rmsProp.epsilon(), rmsProp.weightDecay());
            case OptimizerSpec.Adam adam ->
                new Adam(adam.beta1(), adam.beta2(), adam.epsilon(), adam.weightDecay(), Adam.Decay.GRADIENT);
            case OptimizerSpec.AdamW adam ->
                new Adam(adam.beta1(), adam.beta2(), adam.epsilon(), adam.weightDecay(), Adam.Decay.WEIGHTS);
        };
    }

    static Clipping of(ClippingSpec spec, ParameterLayout layout) {
        return switch (spec) {
            case ClippingSpec.None none -> new Clipping.None();
            case ClippingSpec.Value value -> new Clipping.Value(value.threshold());
            case ClippingSpec.GlobalNorm norm -> new Clipping.GlobalNorm(norm.threshold());
            case ClippingSpec.PerLayerNorm norm -> new Clipping.PerLayerNorm(norm.threshold(), layout.layers());
        };
    }
}
