package dev.longhand.openai;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Models in the format of OpenAI's API. */
@Tag(name = OpenAiTag.NAME, description = OpenAiTag.DESCRIPTION)
@RestController
@RequestMapping("/v1/models")
class ModelsController {
    private static final String REFERENCE = "a name (its newest version), name:version, name@alias or an id";

    private final PublishedModels models;

    ModelsController(PublishedModels models) {
        this.models = models;
    }

    @Operation(summary = "List the models")
    @GetMapping
    ObjectList<ModelObject> list() {
        return ObjectList.of(models.all(), false, ModelObject::id);
    }

    @Operation(summary = "One model")
    @GetMapping("/{model}")
    ModelObject get(@PathVariable @Parameter(description = REFERENCE, example = "demo") String model) {
        return ModelObject.of(models.named(model));
    }

    @Operation(summary = "Delete one version of a model", description = "409 while an alias points to it.")
    @DeleteMapping("/{model}")
    Deleted delete(@PathVariable @Parameter(description = REFERENCE, example = "demo:1") String model) {
        var found = models.named(model);
        models.delete(found);
        return Deleted.of(ModelObject.name(found), ModelObject.OBJECT);
    }
}
