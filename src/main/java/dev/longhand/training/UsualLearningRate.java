package dev.longhand.training;

import tools.jackson.databind.json.JsonMapper;

/** How a learning rate compares with the one that its optimizer has when nobody says otherwise. */
final class UsualLearningRate {
    private UsualLearningRate() {}

    static double of(OptimizerSettings.Type type) {
        return JsonMapper.shared()
                .readTree(type.parameters())
                .get("learningRate")
                .asDouble();
    }

    /** 1 where it is the usual one. */
    static double share(OptimizerSettings optimizer) {
        return optimizer.learningRate() / of(optimizer.type());
    }
}
