package dev.longhand.resilience;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;

/** Runs a {@link Publication} under strace, which sees its system calls and kills it at one of them. */
final class Strace {
    /** Those that change files. */
    private static final String CALLS = "write,writev,pwrite64,pwritev,fsync,fdatasync,rename,renameat,renameat2";

    private static final Pattern LINE = Pattern.compile("\\d+ +(\\w+)\\(.*");
    private static final int KILLED = 128 + 9;

    private final Setting setting;
    private final Publication.Kind kind;
    private final Path directory;

    Strace(Setting setting, Publication.Kind kind, Path directory) {
        this.setting = setting;
        this.kind = kind;
        this.directory = directory;
    }

    static boolean isThere() throws InterruptedException {
        try {
            return new ProcessBuilder("strace", "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * A system call.
     *
     * @param number among those of its name, from 1, which is how strace counts
     */
    record Call(String name, int number) {
        @Override
        public String toString() {
            return name + " " + number;
        }
    }

    /** All that publishing consists of, in their order; it is published then. */
    List<Call> calls() throws IOException, InterruptedException {
        var trace = setting.directory().resolve(kind + ".trace");
        int code = run(trace, List.of());
        if (code != 0) {
            throw new IllegalStateException("publishing ended with %d, see publication.log".formatted(code));
        }
        var numbers = new HashMap<String, Integer>();
        var calls = new ArrayList<Call>();
        for (var line : Files.readAllLines(trace)) {
            var match = LINE.matcher(line);
            if (match.matches()) {
                calls.add(new Call(match.group(1), numbers.merge(match.group(1), 1, Integer::sum)));
            }
        }
        return calls;
    }

    /** SIGKILL instead of that call. */
    void killAt(Call call) throws IOException, InterruptedException {
        var trace = setting.directory().resolve("%s.%s.%d.trace".formatted(kind, call.name(), call.number()));
        var inject = "inject=%s:signal=SIGKILL:when=%d".formatted(call.name(), call.number());
        int code = run(trace, List.of("-e", inject));
        if (code != KILLED) {
            throw new IllegalStateException("publishing was not killed at %s, it ended with %d".formatted(call, code));
        }
    }

    private int run(Path trace, List<String> injection) throws IOException, InterruptedException {
        // without --seccomp-bpf, which injects nothing together with -P (strace 6.1)
        var command = new ArrayList<>(List.of("strace", "-f", "-qq", "-o", trace.toString(), "-e", "trace=" + CALLS));
        command.addAll(injection);
        Publication.paths(kind, directory).forEach(path -> command.addAll(List.of("-P", path.toString())));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Publication.class.getName()));
        command.addAll(List.of(kind.name(), directory.toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(setting.directory().resolve("publication.log").toFile())
                .start()
                .waitFor();
    }
}
