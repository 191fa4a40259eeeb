package dev.longhand.api;

import dev.longhand.training.WorkersOnThreads;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** A test of a service that wants keys; all of them share one. */
@ServiceTest
@Import({ApiConfiguration.class, WorkersOnThreads.class})
@TestPropertySource(
        properties = {
            "longhand.security.admin-key=" + KeyTest.ADMIN_KEY,
            "longhand.security.requests-per-minute=" + KeyTest.REQUESTS_PER_MINUTE,
            "longhand.security.allowed-origins=https://friend.example"
        })
@Retention(RetentionPolicy.RUNTIME)
@interface KeyTest {
    String ADMIN_KEY = "a-key-for-tests-of-forty-characters-long";

    int REQUESTS_PER_MINUTE = 300;
}
