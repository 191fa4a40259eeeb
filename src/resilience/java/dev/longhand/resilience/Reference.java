package dev.longhand.resilience;

import java.time.Duration;

/**
 * An undisturbed run.
 *
 * @param took from its beginning to its end
 */
record Reference(Recipe recipe, String sha256, Duration took) {
    /** Uploads the text, measures how many steps last so long, and makes them. */
    static Reference trained(Setting setting, Client client, Duration time) {
        var corpus = client.upload(setting.text());
        return trained(setting, client, Recipe.lasting(time, client, corpus));
    }

    static Reference trained(Setting setting, Client client, Recipe recipe) {
        var begin = System.nanoTime();
        var id = client.submit(recipe.request());
        var sha256 = Job.ended(client, id, Duration.ofMinutes(10)).sha256(client);
        var took = Duration.ofNanos(System.nanoTime() - begin);
        setting.say("undisturbed: %d steps in %d s, SHA-256 %s", recipe.maxSteps(), took.toSeconds(), sha256);
        return new Reference(recipe, sha256, took);
    }

    boolean isMadeBy(Job job, Client client) {
        return job.hasSucceeded() && job.sha256(client).equals(sha256);
    }
}
