package dev.longhand.generation;

import java.util.List;

/**
 * How probable a text is to a model, by itself: no temperature, no penalty.
 *
 * @param tokens           how many there are
 * @param logLikelihood    sum of their log-probabilities, in nats
 * @param perplexity       {@code exp(-logLikelihood / tokens)}
 * @param bitsPerCharacter {@code -logLikelihood / ln 2} by the code points of the text as it was sent
 * @param perToken         each token in order: what it reads as by itself, and its log-probability after those before it
 */
record ScoreResponse(
        int tokens, double logLikelihood, double perplexity, double bitsPerCharacter, List<TokenScore> perToken) {
    record TokenScore(String token, double logprob) {}

    static ScoreResponse of(List<TokenScore> scores, int characters) {
        double sum = 0;
        for (var score : scores) {
            sum += score.logprob();
        }
        return new ScoreResponse(
                scores.size(),
                sum,
                // a number also where a network is certain of something else
                Math.min(Double.MAX_VALUE, Math.exp(-sum / scores.size())),
                -sum / Math.log(2) / characters,
                scores);
    }
}
