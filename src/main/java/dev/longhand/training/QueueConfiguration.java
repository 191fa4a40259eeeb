package dev.longhand.training;

import com.github.kagkarlsson.scheduler.PollingStrategyConfig;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.boot.autoconfigure.Jackson3Serializer;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerProperties;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The scheduler under the queue: who this node is, and how it asks this database for work. */
@Configuration
class QueueConfiguration {
    /** What the scheduler offers at once for each thread: the upper limit of its strategy. */
    private static final int OFFERS = 3;

    /** Tasks have no data, so nothing is ever written with this; Java serialization, the default, is never an option. */
    @Bean
    DbSchedulerCustomizer schedulerOfThisNode(Node node, DbSchedulerProperties properties) {
        if (!node.isAlone()) {
            lockWhatIsRead(properties);
        }
        return new DbSchedulerCustomizer() {
            @Override
            public Optional<SchedulerName> schedulerName() {
                return Optional.of(new SchedulerName.Fixed(node.name()));
            }

            @Override
            public Optional<ExecutorService> executorService() {
                return node.isAlone() ? Optional.of(forgetful(properties.getThreads())) : Optional.empty();
            }

            @Override
            public Optional<Serializer> serializer() {
                return Optional.of(new Jackson3Serializer());
            }
        };
    }

    /** Without locks the scheduler offers what waits anew at every look; only the latest offer is worth keeping. */
    private static ExecutorService forgetful(int threads) {
        return new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(OFFERS * threads),
                Thread.ofPlatform().name("longhand-training-", 1).factory(),
                new ThreadPoolExecutor.DiscardOldestPolicy());
    }

    /** So that replicas do not run after the same job; H2 cannot do it. */
    private static void lockWhatIsRead(DbSchedulerProperties properties) {
        properties.setPollingStrategy(PollingStrategyConfig.Type.LOCK_AND_FETCH);
        properties.setPollingStrategyLowerLimitFractionOfThreads(0.5);
        properties.setPollingStrategyUpperLimitFractionOfThreads(1.0);
    }
}
