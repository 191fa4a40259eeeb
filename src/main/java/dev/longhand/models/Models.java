package dev.longhand.models;

import dev.longhand.engine.EngineStart;
import dev.longhand.storage.StorageFailed;
import dev.longhand.web.Conflict;
import dev.longhand.web.NotFound;
import dev.longhand.web.Page;
import dev.longhand.web.Unavailable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** The trained models: published once, never changed, found by id, name, version or alias. */
@Service
public class Models {
    private static final Logger log = LoggerFactory.getLogger(Models.class);

    private final ModelRepository repository;
    private final ModelNameRepository names;
    private final ModelAliasRepository aliases;
    private final Artifacts artifacts;
    private final List<ModelUse> uses;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ModelCache<LoadedModel> loaded;

    Models(
            ModelRepository repository,
            ModelNameRepository names,
            ModelAliasRepository aliases,
            Artifacts artifacts,
            List<ModelUse> uses,
            TransactionTemplate transaction,
            Clock clock,
            ModelProperties properties) {
        // now, and not while the first ones who write wait: it takes a second, more beside a training
        EngineStart.load();
        this.repository = repository;
        this.names = names;
        this.aliases = aliases;
        this.artifacts = artifacts;
        this.uses = uses;
        this.transaction = transaction;
        this.clock = clock;
        this.loaded = new ModelCache<>(properties.cacheSize().toBytes());
    }

    /** Memory that the models take that are loaded. */
    long loadedBytes() {
        return loaded.bytes();
    }

    /**
     * Moves an artifact that another process wrote into its place and makes it durable; nobody sees it until it is
     * {@linkplain #publish published}.
     *
     * @param file   on the file system of the store
     * @param sha256 that its writer checked it with
     * @throws StorageFailed when it is another file, or cannot be moved
     */
    public StoredArtifact adopt(Path file, String sha256) {
        try {
            return artifacts.adopt(file, sha256);
        } catch (IOException e) {
            throw new StorageFailed(e);
        }
    }

    /** Gives a stored artifact a name and its next version, as a part of the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Model publish(StoredArtifact artifact, String name, @Nullable UUID jobId) {
        if (!Files.exists(artifacts.path(artifact.id()))) {
            throw new IllegalStateException(
                    "The artifact %s was removed before it was published".formatted(artifact.id()));
        }
        var counter = names.findAndLock(name).orElseGet(() -> names.save(new ModelName(name)));
        var model = new ModelEntity(artifact, name, counter.nextVersion(), jobId, clock.instant());
        return repository.save(model).toModel(List.of(), OptionalLong.empty());
    }

    /** Takes back what {@link #adopt} did, unless it was published after all: the answer of a commit can be lost. */
    public void discard(StoredArtifact artifact) {
        if (!repository.existsById(artifact.id())) {
            artifacts.delete(artifact.id());
        }
    }

    Model importFrom(InputStream file, String name) {
        StoredArtifact artifact;
        try {
            artifact = artifacts.take(file);
        } catch (IOException e) {
            log.error("A model could not be stored", e);
            throw new Unavailable("The model could not be stored; nothing was kept.", Duration.ofMinutes(1));
        }
        try {
            return transaction.execute(status -> publish(artifact, name, null));
        } catch (RuntimeException e) {
            discard(artifact);
            throw e;
        }
    }

    /**
     * The model in memory; loaded once for all who ask at the same time. Whoever has it may work with it to the end, also when it
     * is deleted or leaves the memory meanwhile.
     */
    public LoadedModel load(String reference) {
        var model = find(reference);
        return loaded.get(model.id(), id -> {
            try {
                return artifacts.load(id, model.sha256());
            } catch (OutOfMemoryError e) {
                log.error("There is no memory for model {}", id, e);
                throw new Unavailable(
                        "There is not enough memory for model %s now.".formatted(id), Duration.ofSeconds(5));
            } catch (IOException e) {
                throw unreadable(id, reference, e);
            }
        });
    }

    private RuntimeException unreadable(UUID id, String reference, IOException e) {
        if (!repository.existsById(id)) {
            // it was deleted since it was found
            return new NotFound("model", reference);
        }
        log.error("The artifact of model {} cannot be read", id, e);
        return new Unavailable("The artifact of model %s cannot be read.".formatted(id), Duration.ofMinutes(1));
    }

    /** Its description; until the end of the caller's transaction nobody can delete it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Model hold(String reference) {
        var model = repository.findAndLock(find(reference).id()).orElseThrow(() -> new NotFound("model", reference));
        return describe(List.of(model)).getFirst();
    }

    /** Where the artifact of a model lies. */
    public Path file(UUID id) {
        return artifacts.path(id);
    }

    /** The description of a model. */
    public Model get(String reference) {
        return describe(List.of(find(reference))).getFirst();
    }

    public Page<Model> list(UUID after, int limit) {
        var rows = repository.findByIdLessThanOrderByIdDesc(after, Limit.of(limit + 1));
        var page = Page.of(rows, limit, ModelEntity::id, row -> row);
        return new Page<>(describe(page.items()), page.next());
    }

    private List<Model> describe(List<ModelEntity> rows) {
        var byModel = aliases
                .findByModelIdInOrderByAlias(rows.stream().map(ModelEntity::id).toList())
                .stream()
                .collect(Collectors.groupingBy(
                        ModelAlias::modelId, Collectors.mapping(ModelAlias::alias, Collectors.toList())));
        return rows.stream()
                .map(row -> row.toModel(byModel.getOrDefault(row.id(), List.of()), loaded.bytes(row.id())))
                .toList();
    }

    /** A model as a file for others. */
    Resource artifact(Model model, ArtifactFormat format) {
        try {
            return switch (format) {
                case SAFETENSORS -> new FileSystemResource(artifacts.path(model.id()));
                case ONNX -> artifacts.onnx(model.id(), model.sha256());
            };
        } catch (IOException e) {
            throw unreadable(model.id(), model.id().toString(), e);
        }
    }

    public void delete(String reference) {
        var id = transaction.execute(status -> {
            var model =
                    repository.findAndLock(find(reference).id()).orElseThrow(() -> new NotFound("model", reference));
            uses.stream()
                    .flatMap(use -> use.userOf(model.id()).stream())
                    .findFirst()
                    .ifPresent(user -> {
                        throw new Conflict("%s needs model %s.".formatted(user, model.id()));
                    });
            aliases.findByModelIdInOrderByAlias(List.of(model.id())).stream()
                    .findFirst()
                    .ifPresent(alias -> {
                        throw new Conflict("The alias '%s@%s' points to this model; move it or take it away first."
                                .formatted(alias.name(), alias.alias()));
                    });
            repository.delete(model);
            return model.id();
        });
        loaded.remove(id);
        artifacts.delete(id);
    }

    @Transactional
    Model setAlias(String name, String alias, int version) {
        var model = repository
                .findByNameAndVersion(name, version)
                .orElseThrow(() -> new NotFound("model", name + ":" + version));
        aliases.findByNameAndAlias(name, alias)
                .ifPresentOrElse(
                        existing -> existing.moveTo(model.id()),
                        () -> aliases.save(new ModelAlias(name, alias, model.id())));
        aliases.flush();
        return describe(List.of(model)).getFirst();
    }

    @Transactional
    void removeAlias(String name, String alias) {
        aliases.delete(
                aliases.findByNameAndAlias(name, alias).orElseThrow(() -> new NotFound("alias", name + "@" + alias)));
    }

    private ModelEntity find(String reference) {
        return ModelReference.parse(reference).flatMap(this::find).orElseThrow(() -> new NotFound("model", reference));
    }

    private Optional<ModelEntity> find(ModelReference reference) {
        return switch (reference) {
            case ModelReference.ById byId -> repository.findById(byId.id());
            case ModelReference.Newest newest -> repository.findFirstByNameOrderByVersionDesc(newest.name());
            case ModelReference.Numbered numbered ->
                repository.findByNameAndVersion(numbered.name(), numbered.version());
            case ModelReference.Aliased aliased ->
                aliases.findByNameAndAlias(aliased.name(), aliased.alias())
                        .flatMap(alias -> repository.findById(alias.modelId()));
        };
    }
}
