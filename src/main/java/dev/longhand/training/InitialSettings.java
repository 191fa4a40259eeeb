package dev.longhand.training;

import dev.longhand.models.Model;
import dev.longhand.models.NetworkDescription;
import org.jspecify.annotations.Nullable;

/** What a job must have as the model has it that it goes on from, under the names of a request. */
record InitialSettings(Tokenizer tokenizer, String segmentation, Network network) {
    record Tokenizer(String type) {}

    record Network(
            String cell,
            String activation,
            @Nullable Integer layers,
            @Nullable Integer hiddenSize,
            @Nullable Integer embeddingSize,
            boolean tieEmbeddings) {
        static Network of(NetworkDescription model) {
            return new Network(
                    model.cell(),
                    model.activation() == null ? "tanh" : model.activation(),
                    model.layers(),
                    model.hiddenSize(),
                    model.embeddingSize(),
                    Boolean.TRUE.equals(model.tieEmbeddings()));
        }
    }

    static InitialSettings of(Model model) {
        return new InitialSettings(
                new Tokenizer(model.tokenizer().type()), model.segmentation(), Network.of(model.network()));
    }
}
