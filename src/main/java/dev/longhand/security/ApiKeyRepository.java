package dev.longhand.security;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface ApiKeyRepository extends JpaRepository<ApiKey, UUID> {
    Optional<ApiKey> findBySha256(String sha256);

    List<ApiKey> findByIdLessThanOrderByIdDesc(UUID after, Limit limit);

    @Query("select count(k) > 0 from ApiKey k")
    boolean existsAny();

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select k from ApiKey k order by k.id")
    List<ApiKey> findAndLockAll();
}
