package dev.longhand.openai;

import dev.longhand.generation.GenerateRequest;
import dev.longhand.models.Model;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request for completions comes to.
 *
 * @param requests     one for each prompt
 * @param alternatives of each token, as many as were asked for; null where nothing is said of tokens
 * @param usage        whether a stream ends with what it took
 */
record CompletionOrder(
        Model model,
        List<GenerateRequest> requests,
        @Nullable Integer alternatives,
        boolean usage) {
    /** Where the texts of a prompt begin among all of them. */
    int firstIndex(int prompt) {
        return prompt * requests.get(prompt).n();
    }
}
