package dev.longhand.fuzz;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is demanded of every answer. */
final class Demands {
    private static final Duration SLOWEST = Duration.ofSeconds(5);

    /** Names of classes, traces, statements and paths; unless the client has said them itself. */
    private static final Pattern INNER = Pattern.compile("\\b(java|javax|jakarta|jdk|sun)\\.[a-z]\\w+"
            + "|\\b(dev\\.longhand|org\\.|com\\.|io\\.|net\\.|tools\\.)[a-z]\\w+(\\.\\w+)*"
            + "|\\w*(Exception|Throwable|StackTrace|OutOfMemory|StackOverflow)\\w*"
            + "|\\bat \\w+(\\.\\w+)+\\("
            + "|(?i:\\bselect .+ from |\\binsert into |\\bupdate .+ set |\\bsql\\w*|jdbc|hibernate|hikari|\\bpsql\\b)"
            + "|(?i:tomcat|catalina|coyote|jackson|springframework)"
            + "|(/work/|/tmp/|/home/|/root/|/usr/|\\.jar\\b|data/files)\\S*");

    private final String directory;

    /** @param directory where the server runs and keeps its files */
    Demands(String directory) {
        this.directory = directory;
    }

    /** What the answer lacks, if anything. */
    Optional<String> lacking(Message message, RawAnswer answer) {
        if (answer.after().compareTo(SLOWEST) > 0) {
            return Optional.of("it took longer than " + SLOWEST.toSeconds() + " s");
        }
        if (answer.isNone()) {
            return message.cut ? Optional.empty() : Optional.of("there is no answer");
        }
        if (answer.status() >= 500
                && !(answer.status() == 503 && answer.headers().containsKey("retry-after"))) {
            return Optional.of("it is the service's own fault");
        }
        if (!answer.isError()) {
            return Optional.empty();
        }
        return leak(message, answer).or(() -> message.isHead() ? Optional.empty() : wrongBody(message, answer));
    }

    private Optional<String> leak(Message message, RawAnswer answer) {
        var text = answer.headers().values() + answer.text();
        var sent = new String(message.bytes(), StandardCharsets.ISO_8859_1);
        if (text.contains(directory)) {
            return Optional.of("it has a path");
        }
        return INNER.matcher(text)
                .results()
                .map(found -> found.group())
                .filter(found -> !sent.contains(found))
                .findFirst()
                .map(found -> "it says '" + found + "'");
    }

    private static Optional<String> wrongBody(Message message, RawAnswer answer) {
        boolean envelope = isEnvelope(answer);
        if (!envelope && !isProblem(answer)) {
            return Optional.of("it is no problem");
        }
        // what the container itself refuses has no path, and a path that is odd may lead anywhere
        if (message.odd || message.cut || answer.status() == 400 && !envelope) {
            return Optional.empty();
        }
        boolean theirs = message.target.startsWith("/v1/");
        return envelope == theirs ? Optional.empty() : Optional.of("it is a problem of the other API");
    }

    private static boolean isProblem(RawAnswer answer) {
        var problem = json(answer);
        return answer.header("content-type").startsWith("application/problem+json")
                && problem.path("type").asString("").startsWith("/problems/")
                && !problem.path("title").asString("").isBlank()
                && problem.path("status").asInt(0) == answer.status()
                && !problem.path("detail").asString("").isBlank();
    }

    private static boolean isEnvelope(RawAnswer answer) {
        var error = json(answer).path("error");
        return answer.header("content-type").startsWith("application/json")
                && !error.path("message").asString("").isBlank()
                && List.of("invalid_request_error", "rate_limit_error", "server_error")
                        .contains(error.path("type").asString(""))
                && error.has("param")
                && error.has("code");
    }

    private static JsonNode json(RawAnswer answer) {
        try {
            return JsonMapper.shared().readTree(answer.text());
        } catch (JacksonException e) {
            return JsonMapper.shared().nullNode();
        }
    }
}
