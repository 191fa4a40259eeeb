package dev.longhand.training;

/** One kind of something that comes in kinds, each with parameters of its own: Adam has two betas, SGD a momentum. */
interface Choice {
    /**
     * The parameters of this kind as JSON, each with the value that it has when nobody says otherwise. A parameter that does
     * not stand here is refused, never ignored.
     */
    String parameters();
}
