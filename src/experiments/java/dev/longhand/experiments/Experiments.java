package dev.longhand.experiments;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;

/** What {@code src/experiments/run} starts. */
final class Experiments {
    private static final List<Experiment> ALL =
            List.of(new LinearRnn(), new Adding(100), new Adding(400), new TemporalOrder());

    private Experiments() {}

    public static void main(String[] arguments) throws IOException {
        // tables and drawings are the same everywhere
        Locale.setDefault(Locale.ROOT);
        var home = Path.of(System.getProperty("experiments.home"));
        try {
            var options = Options.parse(
                    Arrays.asList(arguments), ALL.stream().map(Experiment::name).toList());
            run(home, options);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static void run(Path home, Options options) throws IOException {
        try (var threads = Executors.newFixedThreadPool(options.threads())) {
            var setting = new Setting(options, home.resolve("docs/images"), Clock.systemUTC(), threads);
            for (var experiment : ALL) {
                if (options.wants(experiment.name())) {
                    experiment.run(setting);
                }
            }
        }
    }
}
