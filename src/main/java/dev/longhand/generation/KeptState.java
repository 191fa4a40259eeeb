package dev.longhand.generation;

import java.util.UUID;

/**
 * Where a text has ended, so that another request goes on from there without its prompt.
 *
 * @param modelId the model that wrote it
 * @param next    the token that was chosen last, which the network has not read yet
 * @param recent  the last tokens, for penalties and for a character that is not whole yet; at most {@link #RECENT}
 * @param hidden  what the network carries, before it reads {@code next}: layer by layer h and, where the cell keeps one, c
 */
record KeptState(UUID modelId, int next, int[] recent, float[][] hidden) {
    static final int RECENT = 256;
}
