package dev.longhand.models;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface ModelNameRepository extends JpaRepository<ModelName, Long> {
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select n from ModelName n where n.name = :name")
    Optional<ModelName> findAndLock(String name);
}
