package dev.longhand.api;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;

/** A test that talks to the whole service over real HTTP; all of them share one service. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("test")
@Import(ApiConfiguration.class)
@Retention(RetentionPolicy.RUNTIME)
@interface ServiceTest {}
