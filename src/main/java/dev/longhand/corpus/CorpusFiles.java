package dev.longhand.corpus;

import dev.longhand.storage.FileOwner;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Which texts the database knows. */
@Component
class CorpusFiles implements FileOwner {
    private final CorpusRepository repository;

    CorpusFiles(CorpusRepository repository) {
        this.repository = repository;
    }

    @Override
    public String area() {
        return Corpora.AREA;
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
