package dev.longhand.fuzz;

import dev.longhand.resilience.Client;
import java.io.IOException;
import java.util.regex.Pattern;

/** Damage that made a good request begins a job, which nobody needs. */
final class Begun {
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    private Begun() {}

    static void end(Client client, Message message, RawAnswer answer) throws IOException {
        var path = message.target.contains("/fine_tuning/") ? "/v1/fine_tuning/jobs/" : "/api/v1/training-jobs/";
        var id = ID.matcher(answer.text());
        if (answer.status() / 100 == 2
                && message.target.contains("jobs")
                && message.method.equals("POST")
                && id.find()) {
            Wire.exchange(
                    client.port(),
                    new Message("POST", path + id.group(1) + "/cancel")
                            .add("Host", "localhost")
                            .add("Connection", "close"));
        }
    }
}
