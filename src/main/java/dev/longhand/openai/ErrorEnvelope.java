package dev.longhand.openai;

import org.jspecify.annotations.Nullable;

/** An error as OpenAI's clients read it. */
record ErrorEnvelope(Error error) {
    /**
     * What went wrong.
     *
     * @param type  whose fault it is: {@code invalid_request_error}, {@code rate_limit_error}, {@code server_error}
     * @param param the field that it is about, as {@code hyperparameters.n_epochs} or {@code stop[1]}; null when it is about none
     * @param code  what it is, for programs
     */
    record Error(
            String message,
            String type,
            @Nullable String param,
            @Nullable String code) {}
}
