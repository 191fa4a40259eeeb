package dev.longhand.corpus;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface CorpusRepository extends JpaRepository<CorpusEntity, UUID> {
    List<CorpusEntity> findByIdLessThanOrderByIdDesc(UUID after, Limit limit);

    Optional<CorpusEntity> findFirstBySha256OrderById(String sha256);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from CorpusEntity c where c.id = :id")
    Optional<CorpusEntity> findAndLock(UUID id);
}
