package dev.longhand.bench.dl4j;

import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.environment.Nd4jEnvironment;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Times Deeplearning4j's own {@code fit}: {@code TrainingSpeed H L B T V warm-up-seconds seconds}. */
final class TrainingSpeed {
    private static final int THREADS =
            Nd4j.getExecutioner().getEnvironmentInformation().get(Nd4jEnvironment.OMP_THREADS_KEY)
                            instanceof Integer threads
                    ? threads
                    : 0;

    private TrainingSpeed() {}

    public static void main(String[] args) {
        int H = Integer.parseInt(args[0]);
        int L = Integer.parseInt(args[1]);
        int B = Integer.parseInt(args[2]);
        int T = Integer.parseInt(args[3]);
        int V = Integer.parseInt(args[4]);
        double warmUp = Double.parseDouble(args[5]);
        double seconds = Double.parseDouble(args[6]);

        var network = new MultiLayerNetwork(configuration(H, L, T, V));
        network.init();
        var random = new SplittableRandom(1);
        var tokens = Nd4j.create(DataType.FLOAT, B, T);
        var targets = Nd4j.create(DataType.FLOAT, B, V, T);
        for (int b = 0; b < B; b++) {
            for (int t = 0; t < T; t++) {
                tokens.putScalar(b, t, random.nextInt(V));
                targets.putScalar(b, random.nextInt(V), t, 1);
            }
        }

        steps(warmUp, () -> network.fit(tokens, targets));
        var times = steps(seconds, () -> network.fit(tokens, targets));
        // score() is summed over the time steps
        System.out.printf(
                "{\"threads\":%d,\"stepSeconds\":[%s],\"loss\":%s}%n",
                THREADS, times.mapToObj(Double::toString).collect(Collectors.joining(",")), network.score() / T);
    }

    private static MultiLayerConfiguration configuration(int H, int L, int T, int V) {
        var list = new NeuralNetConfiguration.Builder()
                .seed(1)
                .dataType(DataType.FLOAT)
                .weightInit(WeightInit.XAVIER)
                .updater(new Adam(0.002))
                // it cannot clip by the norm of all gradients; by that of each layer is its nearest and costs no more
                .gradientNormalization(GradientNormalization.ClipL2PerLayer)
                .gradientNormalizationThreshold(1)
                .list()
                .layer(new EmbeddingSequenceLayer.Builder()
                        .nIn(V)
                        .nOut(H)
                        .inputLength(T)
                        .activation(Activation.IDENTITY)
                        .build());
        for (int layer = 0; layer < L; layer++) {
            list.layer(new LSTM.Builder()
                    .nIn(H)
                    .nOut(H)
                    .activation(Activation.TANH)
                    .build());
        }
        return list.layer(new RnnOutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(H)
                        .nOut(V)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.recurrent(V, T))
                .build();
    }

    /** Times of single steps in seconds: for so long, but at least one, since one can take longer than that. */
    private static DoubleStream steps(double seconds, Runnable step) {
        var times = DoubleStream.builder();
        long begin = System.nanoTime();
        do {
            long from = System.nanoTime();
            step.run();
            times.add((System.nanoTime() - from) / 1e9);
        } while (System.nanoTime() - begin < seconds * 1e9);
        return times.build();
    }
}
