package dev.longhand.web;

import org.hibernate.TransactionException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** Tells a database that does not answer, which may be asked again, from one that refuses what it is told. */
public final class DatabaseAway {
    private DatabaseAway() {}

    public static boolean isShownBy(Throwable failure) {
        return switch (failure) {
            case NonTransientDataAccessResourceException e -> true;
            case RecoverableDataAccessException e -> true;
            case TransientDataAccessException e -> true;
            case CannotCreateTransactionException e -> true;
            case TransactionSystemException e -> true;
            // it could not even be rolled back
            case JpaSystemException e -> e.getCause() instanceof TransactionException;
            default -> false;
        };
    }
}
