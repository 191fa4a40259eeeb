package dev.longhand.api;

import java.util.Arrays;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Makes keys with the configured one. */
record Keys(Api admin) {
    static Keys of(Api api) {
        return new Keys(api.with(KeyTest.ADMIN_KEY));
    }

    /** The key with its secret, as it is shown once. */
    JsonNode make(String tenant, String... scopes) {
        var list = Arrays.stream(scopes).map(scope -> '"' + scope + '"').collect(Collectors.joining(", "));
        return admin.post(
                        "/api/v1/keys",
                        "{\"name\": \"test\", \"tenant\": \"%s\", \"scopes\": [%s]}".formatted(tenant, list))
                .expect(201)
                .json();
    }

    /** A client with a new key. */
    Api client(String tenant, String... scopes) {
        return admin.with(make(tenant, scopes).get("key").asString());
    }

    Api everything(String tenant) {
        return client(tenant, "read", "train", "generate");
    }

    void revoke(JsonNode key) {
        admin.delete("/api/v1/keys/" + key.get("id").asString()).expect(204);
    }
}
