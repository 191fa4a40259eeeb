package dev.longhand.engine;

/** How far recurrent matrices begin from letting a gradient pass as it is. */
public sealed interface RecurrentMatrices {
    /** Uniform in ±scale/√H; with 1 as in PyTorch. Their spectral radius is about scale/√3. */
    record Uniform(double scale) implements RecurrentMatrices {}

    /**
     * For each gate a random rotation times the radius: so every eigenvalue has exactly this modulus, and no direction is stretched
     * more than another, which a scaled matrix of independent numbers would do.
     */
    record SpectralRadius(double radius) implements RecurrentMatrices {}
}
