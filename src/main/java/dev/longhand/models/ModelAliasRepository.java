package dev.longhand.models;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface ModelAliasRepository extends JpaRepository<ModelAlias, ModelAlias.Key> {
    List<ModelAlias> findByModelIdInOrderByKeyAlias(Collection<UUID> modelIds);
}
