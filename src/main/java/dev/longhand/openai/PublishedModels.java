package dev.longhand.openai;

import dev.longhand.models.Model;
import dev.longhand.models.Models;
import dev.longhand.web.NotFound;
import dev.longhand.web.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The models, with errors that name the field {@code model}. */
@Component
class PublishedModels {
    private final Models models;

    PublishedModels(Models models) {
        this.models = models;
    }

    /**
     * The model that a request names.
     *
     * @throws Missing when there is none
     */
    Model named(String reference) {
        return find(reference).orElseThrow(() -> Missing.model(reference));
    }

    Optional<Model> find(String reference) {
        try {
            return Optional.of(models.get(reference));
        } catch (NotFound e) {
            return Optional.empty();
        }
    }

    /** All of them, newest first: this list has no pages there. */
    List<ModelObject> all() {
        var all = new ArrayList<ModelObject>();
        for (@Nullable UUID after = Page.FIRST; after != null; ) {
            var page = models.list(after, Page.MAX_LIMIT);
            page.items().stream().map(ModelObject::of).forEach(all::add);
            after = page.next();
        }
        return all;
    }

    void delete(Model model) {
        models.delete(model.id().toString());
    }
}
