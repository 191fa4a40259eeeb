package dev.longhand.api;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What every route must answer, independent of the service's own table.
 *
 * @param scope what it needs
 * @param other what a key of another tenant gets that has this scope
 * @param body  what is sent: nothing, {@code text} or {@code model} as a file, or JSON
 */
record Routes(String method, String path, String scope, int other, String body) {
    static final List<Routes> ALL = """
        GET    | /api/v1/limits                        | read     | 200 |
        GET    | /api/v1/corpora                       | read     | 200 |
        POST   | /api/v1/corpora                       | train    | 201 | {"name": "n", "text": "one two"}
        GET    | /api/v1/corpora/{corpus}              | read     | 404 |
        GET    | /api/v1/corpora/{corpus}/content      | read     | 404 |
        DELETE | /api/v1/corpora/{corpus}              | train    | 404 |
        GET    | /api/v1/training-jobs                 | read     | 200 |
        POST   | /api/v1/training-jobs                 | train    | 404 | {"corpusId": "{corpus}", "modelName": "n"}
        GET    | /api/v1/training-jobs/{job}           | read     | 404 |
        GET    | /api/v1/training-jobs/{job}/metrics   | read     | 404 |
        GET    | /api/v1/training-jobs/{job}/events    | read     | 404 |
        POST   | /api/v1/training-jobs/{job}/cancel    | train    | 404 |
        POST   | /api/v1/training-jobs/{job}/pause     | train    | 404 |
        POST   | /api/v1/training-jobs/{job}/resume    | train    | 404 |
        GET    | /api/v1/models                        | read     | 200 |
        POST   | /api/v1/models                        | train    | 201 | model
        GET    | /api/v1/models/{model}                | read     | 404 |
        DELETE | /api/v1/models/{model}                | train    | 404 |
        GET    | /api/v1/models/{model}/artifact       | read     | 404 |
        PUT    | /api/v1/models/{name}/aliases/{alias} | train    | 404 | {"version": 1}
        DELETE | /api/v1/models/{name}/aliases/{alias} | train    | 404 |
        POST   | /api/v1/models/{model}/generate       | generate | 404 | {"prompt": "A"}
        POST   | /api/v1/models/{model}/score          | generate | 404 | {"text": "A"}
        POST   | /api/v1/models/{model}/trace          | generate | 404 | {"text": "A"}
        POST   | /api/v1/models/{model}/gradient-flow  | generate | 404 | {"text": "A"}
        POST   | /api/v1/diagnostics/gradient-flow     | generate | 200 | {"networks": [{"cell": "rnn"}], "timeSteps": 5}
        GET    | /api/v1/keys                          | admin    | 200 |
        POST   | /api/v1/keys                          | admin    | 201 | {"name": "n", "scopes": ["read"]}
        DELETE | /api/v1/keys/{key}                    | admin    | 204 |
        POST   | /v1/completions                       | generate | 404 | {"model": "{model}", "prompt": "A"}
        GET    | /v1/files                             | read     | 200 |
        POST   | /v1/files                             | train    | 200 | text
        GET    | /v1/files/file-{corpus}               | read     | 404 |
        GET    | /v1/files/file-{corpus}/content       | read     | 404 |
        DELETE | /v1/files/file-{corpus}               | train    | 404 |
        GET    | /v1/fine_tuning/jobs                  | read     | 200 |
        POST   | /v1/fine_tuning/jobs                  | train    | 404 | {"model": "auto", "training_file": "file-{corpus}"}
        GET    | /v1/fine_tuning/jobs/ftjob-{job}             | read  | 404 |
        GET    | /v1/fine_tuning/jobs/ftjob-{job}/events      | read  | 404 |
        GET    | /v1/fine_tuning/jobs/ftjob-{job}/checkpoints | read  | 404 |
        POST   | /v1/fine_tuning/jobs/ftjob-{job}/cancel      | train | 404 |
        POST   | /v1/fine_tuning/jobs/ftjob-{job}/pause       | train | 404 |
        POST   | /v1/fine_tuning/jobs/ftjob-{job}/resume      | train | 404 |
        GET    | /v1/models                            | read     | 200 |
        GET    | /v1/models/{model}                    | read     | 404 |
        DELETE | /v1/models/{model}                    | train    | 404 |
        """.lines().map(Routes::parse).toList();

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    private static Routes parse(String line) {
        var cells = line.split("\\|", 5);
        return new Routes(
                cells[0].strip(),
                cells[1].strip(),
                cells[2].strip(),
                Integer.parseInt(cells[3].strip()),
                cells[4].strip());
    }

    /** Whether it is this operation of the OpenAPI document, whatever that calls its segments. */
    boolean isOf(String method, String path) {
        return this.method.equalsIgnoreCase(method) && unnamed(this.path).equals(unnamed(path));
    }

    private static String unnamed(String path) {
        return path.replaceAll("[a-z]*-?\\{\\w+}", "{}");
    }

    boolean isOpenAi() {
        return path.startsWith("/v1/");
    }

    /** With the ids of real things in the path and the body. */
    Routes of(Map<String, String> things) {
        return new Routes(method, filled(path, things), scope, other, filled(body, things));
    }

    private static String filled(String text, Map<String, String> things) {
        return VARIABLE.matcher(text)
                .replaceAll(match ->
                        things.getOrDefault(match.group(1), match.group().replace("$", "\\$")));
    }

    Api.Answer send(Api api) {
        return switch (body) {
            case "text" ->
                api.upload(path + "?purpose=fine-tune", "text.txt", "one two".getBytes(StandardCharsets.UTF_8), null);
            case "model" -> api.upload(path, "model.safetensors", model(), "another");
            default ->
                api.send(
                        body.isEmpty()
                                ? api.request(path).method(method, BodyPublishers.noBody())
                                : api.request(path)
                                        .header("Content-Type", "application/json")
                                        .method(method, BodyPublishers.ofString(body)));
        };
    }

    /** A model that can be imported. */
    static byte[] model() {
        return ChainModel.file("{\"type\":\"char\",\"vocabulary\":[\"A\",\"B\",\"C\"]}", "stream", 3, 0, 1, 2);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }

    /** The scopes that are not enough, even all together. */
    String[] wrongScopes() {
        return Stream.of("read", "train", "generate")
                .filter(each -> !each.equals(scope))
                .toArray(String[]::new);
    }
}
