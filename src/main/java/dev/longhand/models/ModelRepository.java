package dev.longhand.models;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface ModelRepository extends JpaRepository<ModelEntity, UUID> {
    List<ModelEntity> findByIdLessThanOrderByIdDesc(UUID after, Limit limit);

    Optional<ModelEntity> findFirstByNameOrderByVersionDesc(String name);

    Optional<ModelEntity> findByNameAndVersion(String name, int version);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select m from ModelEntity m where m.id = :id")
    Optional<ModelEntity> findAndLock(UUID id);
}
