package dev.longhand.models;

import dev.longhand.storage.FileOwner;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Which artifacts the database knows. */
@Component
class ModelFiles implements FileOwner {
    private final ModelRepository repository;

    ModelFiles(ModelRepository repository) {
        this.repository = repository;
    }

    @Override
    public String area() {
        return Artifacts.AREA;
    }

    @Override
    public boolean needs(String name) {
        try {
            return repository.existsById(UUID.fromString(name));
        } catch (IllegalArgumentException e) {
            return true; // somebody else's, whatever it does here
        }
    }
}
