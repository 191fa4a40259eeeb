package dev.longhand.bench;

import dev.longhand.engine.StopSignal;
import dev.longhand.engine.TokenSource;
import dev.longhand.engine.Tokens;
import dev.longhand.engine.Trainer;
import dev.longhand.text.CharTokenizer;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How well Longhand learns a text in a given time: nine tenths of it, and what it says of the last tenth. */
final class Quality {
    private Quality() {}

    /**
     * @param arguments the text, the seconds, options
     */
    static void run(List<String> arguments) throws IOException {
        if (arguments.size() < 2) {
            throw new IllegalArgumentException("quality wants a text and the seconds that it may take");
        }
        var text = Files.readString(Path.of(arguments.get(0)));
        double seconds = seconds(arguments.get(1));
        var options = QualityOptions.parse(arguments.subList(2, arguments.size()));

        var tokenizer = CharTokenizer.train(new StringReader(text), false);
        var tokens = Tokens.of(tokenizer.encode(text).ids());
        var spec = options.training(tokenizer.vocabularySize());
        long split = tokens.size() * 9 / 10;
        System.out.printf(
                "%,d tokens, %d of them different; %,d parameters; %s%n",
                tokens.size(), tokenizer.vocabularySize(), spec.network().parameters(), spec);

        var log = new EpochLog();
        StopSignal stop =
                () -> EpochLog.secondsOfProcess() < seconds ? StopSignal.Answer.GO_ON : StopSignal.Answer.FINISH;
        var training = tokens.slice(0, split);
        var validation = tokens.slice(split, tokens.size());
        try (var trainer =
                new Trainer(spec, new TokenSource.Stream(training), new TokenSource.Stream(validation), log, stop)) {
            var result = trainer.run().orElseThrow();
            System.out.printf(
                    "best: validation %.4f in epoch %d; %,d steps, %.1f s%n",
                    result.validationLoss(), result.epoch(), result.steps(), EpochLog.secondsOfProcess());
        }
    }

    private static double seconds(String value) {
        try {
            double seconds = Double.parseDouble(value);
            if (seconds > 0) {
                return seconds;
            }
        } catch (NumberFormatException e) {
            // answered below
        }
        throw new IllegalArgumentException("the seconds are a number above 0, and not " + value);
    }
}
