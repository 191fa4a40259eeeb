package dev.longhand.models;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;

interface ModelRepository extends JpaRepository<ModelEntity, UUID> {
    List<ModelEntity> findByIdLessThanOrderByIdDesc(UUID after, Limit limit);

    Optional<ModelEntity> findFirstByNameOrderByVersionDesc(String name);

    Optional<ModelEntity> findByNameAndVersion(String name, int version);
}
