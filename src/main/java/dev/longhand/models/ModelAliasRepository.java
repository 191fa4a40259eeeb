package dev.longhand.models;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface ModelAliasRepository extends JpaRepository<ModelAlias, Long> {
    List<ModelAlias> findByModelIdInOrderByAlias(Collection<UUID> modelIds);

    Optional<ModelAlias> findByNameAndAlias(String name, String alias);
}
