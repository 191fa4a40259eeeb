package dev.longhand.fuzz;

import java.util.List;
import java.util.random.RandomGenerator;

/** Something that goes wrong with a request. */
interface Damage {
    void to(Message message, RandomGenerator chance);

    /** Mostly one, sometimes several; what has a body is damaged there more often than elsewhere. */
    static void some(Message message, RandomGenerator chance) {
        do {
            one(message, chance).to(message, chance);
        } while (chance.nextInt(5) == 0);
    }

    private static Damage one(Message message, RandomGenerator chance) {
        int kind = chance.nextInt(20);
        if (kind < 10 && message.body.length > 0) {
            return message.isOf("multipart/") && kind < 7
                    ? one(BodyDamage.OF_PARTS, chance)
                    : one(BodyDamage.OF_ANY, chance);
        }
        return switch (kind % 10) {
            case 0, 1, 2 -> one(HeadDamage.OF_HEADERS, chance);
            case 3, 4, 5, 6 -> one(HeadDamage.OF_TARGET, chance);
            case 7 -> one(HeadDamage.OF_METHOD, chance);
            default -> one(HeadDamage.OF_FRAMING, chance);
        };
    }

    private static Damage one(List<Damage> of, RandomGenerator chance) {
        return of.get(chance.nextInt(of.size()));
    }
}
