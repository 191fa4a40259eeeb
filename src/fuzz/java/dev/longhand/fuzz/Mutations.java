package dev.longhand.fuzz;

import dev.longhand.resilience.Finding;
import dev.longhand.resilience.Proof;
import dev.longhand.resilience.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What is damaged is refused as declared, or is still something right: in a small heap, each within 5 s. */
record Mutations(String name, int count, String what) implements Proof {
    private static final Duration AT_MOST = Duration.ofHours(3);

    @Override
    public String must() {
        return "%,d mutations of %s, in a heap of 256 MB: the declared exception only, or rightly taken; none over 5 s"
                .formatted(count, what);
    }

    @Override
    public Finding prove(Setting setting) throws IOException, InterruptedException {
        var log = setting.directory().resolve("run.log");
        var process = new ProcessBuilder(command(setting))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        setting.keep(process::destroyForcibly);
        if (!process.waitFor(AT_MOST.toSeconds(), TimeUnit.SECONDS)) {
            return Finding.of(false, "it did not end within %s; see %s", AT_MOST, log);
        }
        var said = Files.readAllLines(log);
        said.stream().filter(line -> line.startsWith("seed ")).forEach(line -> setting.say("%s", line));
        return Finding.of(
                process.exitValue() == 0,
                "seed %d: %s",
                setting.options().seed(),
                said.isEmpty() ? "" : said.getLast());
    }

    private List<String> command(Setting setting) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider",
                "-Dslf4j.internal.verbosity=WARN",
                "-cp",
                System.getProperty("java.class.path"),
                MutationRun.class.getName(),
                name,
                Long.toString(setting.options().seed()),
                Integer.toString(setting.options().count("mutations", count)),
                setting.directory().toString());
    }
}
