package dev.longhand.bench.pytorch;

import ai.djl.engine.Engine;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A small vector under every optimizer: the gradients of each step, which are the same for all, and the weights after it.
 * Gradients are from 1 down to 3e-6 in size and for one weight zero at first, so that it shows where an epsilon stands.
 */
final class OptimizerFixture {
    private static final int SIZE = 12;
    private static final int STEPS = 20;
    private static final int STEPS_WITHOUT_LAST_WEIGHT = 5;

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private OptimizerFixture() {}

    static Map<String, String> content() {
        var random = new SplittableRandom(1);
        var initial = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            initial[i] = (float) random.nextDouble(-1, 1);
        }
        var gradients = gradients(random);

        var cases = new LinkedHashMap<String, String>();
        cases.put("sgd", sgd(0, 0, initial, gradients));
        cases.put("sgd-momentum", sgd(0.9, 0, initial, gradients));
        cases.put("sgd-momentum-weight-decay", sgd(0.9, 0.1, initial, gradients));
        cases.put("rmsprop", rmsProp(0, initial, gradients));
        cases.put("rmsprop-weight-decay", rmsProp(0.1, initial, gradients));
        cases.put("adam", adam(0, initial, gradients));
        cases.put("adam-weight-decay", adam(0.1, initial, gradients));
        cases.put("adamw", adamW(0, initial, gradients));
        cases.put("adamw-weight-decay", adamW(0.1, initial, gradients));

        var content = new LinkedHashMap<String, String>();
        content.put("initial", Json.of(initial));
        content.put("gradients", Json.of(gradients));
        content.put("cases", Json.object(cases));
        return content;
    }

    private static float[][] gradients(SplittableRandom random) {
        var gradients = new float[STEPS][SIZE];
        for (int step = 0; step < STEPS; step++) {
            for (int i = 0; i < SIZE; i++) {
                gradients[step][i] = (float) (random.nextDouble(-1, 1) * Math.pow(10, -i / 2.0));
            }
            if (step < STEPS_WITHOUT_LAST_WEIGHT) {
                gradients[step][SIZE - 1] = 0;
            }
        }
        return gradients;
    }

    private static String sgd(double momentum, double weightDecay, float[] initial, float[][] gradients) {
        double rate = 0.1;
        var settings = settings("sgd", rate);
        settings.put("momentum", momentum);
        settings.put("weightDecay", weightDecay);
        return fixture(settings, UpdateRule.sgd(rate, momentum, weightDecay), initial, gradients);
    }

    private static String rmsProp(double weightDecay, float[] initial, float[][] gradients) {
        double rate = 0.01;
        double decay = 0.99;
        var settings = settings("rmsprop", rate);
        settings.put("decay", decay);
        settings.put("epsilon", EPSILON);
        settings.put("weightDecay", weightDecay);
        return fixture(settings, UpdateRule.rmsProp(rate, decay, EPSILON, weightDecay), initial, gradients);
    }

    private static String adam(double weightDecay, float[] initial, float[][] gradients) {
        double rate = 0.01;
        var rule = UpdateRule.adam(rate, BETA1, BETA2, EPSILON, weightDecay);
        return fixture(adamSettings("adam", rate, weightDecay), rule, initial, gradients);
    }

    private static String adamW(double weightDecay, float[] initial, float[][] gradients) {
        double rate = 0.01;
        var rule = UpdateRule.adamW(rate, BETA1, BETA2, EPSILON, weightDecay);
        return fixture(adamSettings("adamw", rate, weightDecay), rule, initial, gradients);
    }

    private static Map<String, Object> adamSettings(String type, double rate, double weightDecay) {
        var settings = settings(type, rate);
        settings.put("beta1", BETA1);
        settings.put("beta2", BETA2);
        settings.put("epsilon", EPSILON);
        settings.put("weightDecay", weightDecay);
        return settings;
    }

    private static Map<String, Object> settings(String type, double rate) {
        var settings = new LinkedHashMap<String, Object>();
        settings.put("type", type);
        settings.put("learningRate", rate);
        return settings;
    }

    private static String fixture(Map<String, Object> settings, UpdateRule rule, float[] initial, float[][] gradients) {
        var content = new LinkedHashMap<String, String>();
        content.put("optimizer", Json.of(settings));
        content.put("weights", Json.of(trajectory(rule, initial, gradients)));
        return Json.object(content);
    }

    /** The weights after every step. */
    private static float[][] trajectory(UpdateRule rule, float[] initial, float[][] gradients) {
        var trajectory = new float[gradients.length][];
        try (var manager = Engine.getEngine("PyTorch").newBaseManager()) {
            var weights = manager.create(initial);
            for (int step = 0; step < gradients.length; step++) {
                rule.update(weights, manager.create(gradients[step]));
                trajectory[step] = weights.toFloatArray();
            }
        }
        return trajectory;
    }
}
