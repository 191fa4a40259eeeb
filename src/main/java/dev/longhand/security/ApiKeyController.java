package dev.longhand.security;

import dev.longhand.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Keys over HTTP: make, list, revoke. No {@code Idempotency-Key} here: its answers are kept, and this one is a secret. */
@Tag(name = "Keys", description = "Who may use this service, and for what")
@RestController
@RequestMapping(ApiKeyController.PATH)
class ApiKeyController {
    static final String PATH = "/api/v1/keys";

    private final ApiKeys keys;

    ApiKeyController(ApiKeys keys) {
        this.keys = keys;
    }

    @Operation(summary = "Make a key", description = """
        The answer shows it, this once. From the first key on, which must have the scope admin, every request needs one, as \
        `Authorization: Bearer lh_...`. A key sees only what keys of its tenant made; one that names no tenant is a tenant of \
        its own, and the first one has what was there before.\
        """)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content =
                    @Content(
                            examples = {
                                @ExampleObject(name = "for a web site", value = """
                                    {"name": "web site", "scopes": ["read", "generate"], "tenant": "poets"}\
                                    """),
                                @ExampleObject(name = "for who administers", value = """
                                    {"name": "administration", "scopes": ["admin"]}\
                                    """)
                            }))
    @PostMapping
    ResponseEntity<ApiKeyResponse.Created> create(@Valid @RequestBody ApiKeyRequest request) {
        var key = keys.create(request);
        return ResponseEntity.created(URI.create(PATH + "/" + key.id()))
                .cacheControl(CacheControl.noStore())
                .body(key);
    }

    @Operation(summary = "List the keys, newest first", description = "Those of all tenants, without their secrets.")
    @GetMapping
    Page<ApiKeyResponse> list(
            @RequestParam(defaultValue = Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @RequestParam(required = false) @Nullable UUID after) {
        return keys.list(after == null ? Page.FIRST : after, limit);
    }

    @Operation(
            summary = "Revoke a key",
            description = "At once; within a second on other nodes. What it made stays. 409 for the last one that"
                    + " administers.")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable UUID id) {
        keys.revoke(id);
    }
}
