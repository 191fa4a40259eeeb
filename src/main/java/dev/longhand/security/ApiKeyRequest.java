package dev.longhand.security;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key to make.
 *
 * @param name      for people
 * @param scopes    what it allows; admin allows everything
 * @param tenant    whose things it works with: keys with the same tenant share them. Left out, the key is a tenant of its own
 * @param expiresAt when it ends; never when it is left out
 */
record ApiKeyRequest(
        @NotNull
        @Pattern(
                regexp = "(?=.*\\S)[^\\p{Cntrl}\\p{Cs}]{1,200}",
                message = "is required: 1 to 200 characters, not blank, no control characters")
        @Schema(example = "web site")
        String name,

        @NotEmpty @Schema(example = "[\"read\", \"generate\"]")
        Set<@NotNull Scope> scopes,

        @Pattern(
                regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}",
                message = "must have 1 to 64 letters, digits, dots, hyphens or underscores, and begin with a letter or"
                        + " digit")
        @Schema(example = "poets")
        @Nullable
        String tenant,

        @Schema(example = "2030-01-01T00:00:00Z") @Nullable Instant expiresAt) {}
