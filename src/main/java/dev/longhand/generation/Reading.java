package dev.longhand.generation;

/**
 * What the rows of a participant read next.
 *
 * @param from for each row the one of the last reading whose state it goes on from, or {@link #NOTHING}; several may go on from the
 *             same, and one that nobody goes on from is given up
 * @param ids  for each row the token that it reads
 */
record Reading(int[] from, int[] ids) {
    /** Begins from the zero state. */
    static final int NOTHING = -1;

    /** The first row, alone. */
    private static final int[] THE_SAME = {0};

    private static final int[] NEW = {NOTHING};

    static Reading begin(int id) {
        return new Reading(NEW, new int[] {id});
    }

    static Reading goOn(int id) {
        return new Reading(THE_SAME, new int[] {id});
    }

    int rows() {
        return ids.length;
    }

    /** Whether every row goes on where it is, and none is given up. */
    boolean staysWith(int rowsBefore) {
        if (from.length != rowsBefore) {
            return false;
        }
        for (int row = 0; row < from.length; row++) {
            if (from[row] != row) {
                return false;
            }
        }
        return true;
    }
}
