package dev.longhand.training;

import org.hibernate.TransactionException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** Tells a database that does not answer, which may be waited for, from one that refuses what it is told. */
final class DatabaseAway {
    private DatabaseAway() {}

    /** @throws RuntimeException the failure itself when waiting would not help */
    static void orElseThrow(RuntimeException failure) {
        switch (failure) {
            case NonTransientDataAccessResourceException e -> {}
            case RecoverableDataAccessException e -> {}
            case TransientDataAccessException e -> {}
            case CannotCreateTransactionException e -> {}
            case TransactionSystemException e -> {}
            // it could not even be rolled back
            case JpaSystemException e when e.getCause() instanceof TransactionException -> {}
            default -> throw failure;
        }
    }
}
