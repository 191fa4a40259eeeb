package dev.longhand.training;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** For tests of what is trained, not of who trains: workers are threads, which begin at once. */
@TestConfiguration
public class WorkersOnThreads {
    @Bean
    @Primary
    Workers workersOnThreads() {
        return new Workers(WorkerThread::new, false);
    }
}
