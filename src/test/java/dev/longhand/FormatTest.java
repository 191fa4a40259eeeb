package dev.longhand;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every source file is as palantir-java-format leaves it. A test and no Maven plugin, because the formatter parses with the
 * JDK that runs it, and Maven may run on one that cannot read Java 25. {@code ./mvnw test -Dtest=FormatTest -Dformat=apply}
 * formats instead of failing.
 */
class FormatTest {
    private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    static List<Path> sources() throws IOException {
        try (var files = Files.walk(Path.of("src"))) {
            return files.filter(path -> path.toString().endsWith(".java")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("sources")
    void sourceIsFormatted(Path file) throws FormatterException {
        var source = read(file);
        var formatted = FORMATTER.formatSourceAndFixImports(source);
        if ("apply".equals(System.getProperty("format")) && !formatted.equals(source)) {
            write(file, formatted);
            return;
        }
        assertThat(source).isEqualTo(formatted);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
