package dev.longhand.engine;

/** The loss as its definition reads, in double precision. */
final class CrossEntropy {
    private CrossEntropy() {}

    /** −log softmax(logits)[target] in nats. */
    static double of(float[] logits, int target) {
        double max = Double.NEGATIVE_INFINITY;
        for (float z : logits) {
            max = Math.max(max, z);
        }
        double sum = 0;
        for (float z : logits) {
            sum += Math.exp(z - max);
        }
        return Math.log(sum) + max - logits[target];
    }
}
