package dev.longhand.training;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The processes that train.
 *
 * @param heap        Java heap of each; the network lives outside of it, the tokenizer and the models that only count live
 *                    in it
 * @param spare       whether one is always kept ready for the next job, which starts without loading anything then
 * @param calibration time that a dry run may take to measure this machine, with the start of a process for that
 */
@Validated
@ConfigurationProperties("longhand.training.worker")
record WorkerProperties(
        @DefaultValue("512MB") DataSize heap,
        @DefaultValue("true") boolean spare,
        @DefaultValue("10s") Duration calibration) {}
