package dev.longhand.api;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import dev.longhand.training.WorkersOnThreads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/** What an operator sees of the service: its meters, its log, the ids of requests. */
@ServiceTest
@Import(WorkersOnThreads.class)
class ObservedServiceTest {
    private static final Path DASHBOARD = Path.of("docs/grafana/longhand.json");
    private static final Pattern METRIC = Pattern.compile("\\b(?:longhand|jvm|http|process|system|hikaricp)_\\w+");
    private static final String SECRET = "lh_TheKeyThatNobodyMayRead";
    private static final String TEXT = "thequickbrownsecret ";

    @Autowired
    private Api api;

    private final Log log = new Log();

    /** Everything that is logged, while it is. */
    private static final class Log extends AppenderBase<ILoggingEvent> {
        final Queue<ILoggingEvent> events = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            events.add(event);
        }

        String text() {
            return events.stream()
                    .map(event ->
                            event.getFormattedMessage() + event.getMDCPropertyMap() + causes(event.getThrowableProxy()))
                    .collect(Collectors.joining("\n"));
        }

        private static String causes(IThrowableProxy thrown) {
            return thrown == null ? "" : " " + thrown.getMessage() + causes(thrown.getCause());
        }
    }

    @BeforeEach
    void listen() {
        log.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
        log.start();
        root().addAppender(log);
    }

    @AfterEach
    void stopListening() {
        root().detachAppender(log);
    }

    private static ch.qos.logback.classic.Logger root() {
        return (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    }

    @Test
    void everyMeterOfTheDashboardIsInAScrape() throws IOException {
        api.train(api.corpus(Texts.rhyme(600)), "observed");
        api.post("/api/v1/models/observed/generate", "{\"prompt\":\"one,\",\"maxTokens\":20}")
                .expect(200);
        var scrape = api.get("/actuator/prometheus").expect(200).text();
        var wanted = metersOf(Files.readString(DASHBOARD));
        assertThat(wanted).hasSizeGreaterThan(12);
        var there = scrape.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(there).containsAll(wanted);
        assertThat(value(scrape, "longhand_training_steps_seconds_count")).isPositive();
        assertThat(value(scrape, "longhand_training_tokens_total")).isPositive();
        assertThat(value(scrape, "longhand_generation_tokens_total")).isGreaterThanOrEqualTo(20);
        assertThat(value(scrape, "longhand_generation_first_token_seconds_count"))
                .isPositive();
        assertThat(value(scrape, "longhand_models_cache_bytes")).isPositive();
        assertThat(value(scrape, "longhand_engine_memory_bytes")).isPositive();
        assertThat(value(scrape, "longhand_training_queue_age_seconds")).isNotNegative();
    }

    /** The names in all queries. */
    private static Set<String> metersOf(String dashboard) {
        return new JsonMapper()
                .readTree(dashboard).findValues("expr").stream()
                        .flatMap(query -> METRIC.matcher(query.asString()).results())
                        .map(found -> found.group())
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static double value(String scrape, String name) {
        return scrape.lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Test
    void nothingButHealthAndMetersIsShown() {
        api.get("/actuator/health").expect(200);
        api.get("/actuator/prometheus").expect(200);
        for (var hidden : List.of("/actuator", "/actuator/sbom", "/actuator/env", "/actuator/metrics")) {
            api.get(hidden).problem(403, "forbidden");
        }
    }

    @Test
    void aRequestKeepsItsIdAndAnUnfitOneIsReplaced() {
        assertThat(idFor("my-id.7")).isEqualTo("my-id.7");
        assertThat(idFor("no spaces")).doesNotContain(" ").hasSize(36);
        assertThat(idFor("x".repeat(65))).hasSize(36);
    }

    private String idFor(String given) {
        return api.send(api.request("/api/v1/limits").header("X-Request-Id", given))
                .response()
                .headers()
                .firstValue("X-Request-Id")
                .orElseThrow();
    }

    @Test
    void whatIsLoggedNamesTheJobButNoTextAndNoKey() {
        var text = TEXT.repeat(60);
        var corpus = api.send(api.request("/api/v1/corpora?name=test")
                        .header("Content-Type", "text/plain")
                        .header("Authorization", "Bearer " + SECRET)
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString(text)))
                .expect(201)
                .json()
                .get("id")
                .asString();
        api.post("/api/v1/corpora", "{\"name\":\"x\",\"text\":\"%s\",\"%s\":1}".formatted(text, SECRET));
        api.post("/api/v1/corpora?name=broken", "text/plain", (text + "\u00e9").getBytes(StandardCharsets.ISO_8859_1));
        var job = api.train(corpus, "quiet").get("id").asString();
        for (var body :
                List.of("\"maxTokens\":20", "\"maxTokens\":-1", "\"unknown\":1", "\"stop\":[\"" + TEXT + "\"]")) {
            api.post("/api/v1/models/quiet/generate", "{\"prompt\":\"" + TEXT + "\"," + body + "}");
        }
        api.post("/api/v1/models/quiet/generate", "{\"prompt\":\"" + TEXT + "ABC\"}");
        api.post("/api/v1/models/quiet/score", "{\"text\":\"" + TEXT + "\"}");
        assertThat(log.text()).contains("jobId=" + job).doesNotContain(TEXT.strip(), SECRET);
    }
}
