package dev.longhand.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SegmentBatchesTest {
    private static final int NONE = Batches.NONE;

    private record Call(boolean beginsAnew, int[] inputs, int[] targets) {}

    private static List<Call> read(Batches batches, int B, int T) {
        var calls = new ArrayList<Call>();
        for (long call = 0; call < batches.calls(); call++) {
            var inputs = new int[B * T];
            var targets = new int[B * T];
            batches.fill(call, inputs, targets);
            calls.add(new Call(batches.beginsAnew(call), inputs, targets));
        }
        return calls;
    }

    private static List<int[]> targets(Batches batches, int B, int T) {
        return read(batches, B, T).stream().map(Call::targets).toList();
    }

    @Test
    void segmentsOfLikeLengthAreReadSideBySideEachFromItsStart() {
        // 0 | 1 2 3 4e | 5 6e | 7 8 9e
        var calls = read(SegmentBatches.sorted(Sentences.counting(3, 1, 2), 2, 2), 2, 2);
        assertThat(calls).hasSize(4);
        // the two shortest: 4 → 5 6 and 6 → 7 8 9
        assertThat(calls.get(0).inputs).containsExactly(4, 6, 5, 7);
        assertThat(calls.get(0).targets).containsExactly(5, 7, 6, 8);
        assertThat(calls.get(1).inputs).containsExactly(0, 8, 0, 0);
        assertThat(calls.get(1).targets).containsExactly(NONE, 9, NONE, NONE);
        // and the longest by itself: 0 → 1 2 3 4
        assertThat(calls.get(2).inputs).containsExactly(0, 0, 1, 0);
        assertThat(calls.get(2).targets).containsExactly(1, NONE, 2, NONE);
        assertThat(calls.get(3).inputs).containsExactly(2, 0, 3, 0);
        assertThat(calls.get(3).targets).containsExactly(3, NONE, 4, NONE);
        // what is longer than a sequence goes on where it was
        assertThat(calls).extracting(Call::beginsAnew).containsExactly(true, false, true, false);
    }

    @Test
    void everyTokenOfEverySegmentIsATargetOnceAndInItsOrder() {
        var random = new SplittableRandom(1);
        for (int i = 0; i < 300; i++) {
            var segments =
                    Sentences.counting(random.ints(random.nextInt(1, 30), 0, 12).toArray());
            int B = random.nextInt(1, 9);
            int T = random.nextInt(1, 7);
            assertEveryTokenOnce(segments, Batches.forEvaluation(segments, B, T), B, T);
            assertEveryTokenOnce(segments, Batches.forTraining(segments, B, T, RandomStreams.of(i, "order", 1)), B, T);
        }
    }

    private static void assertEveryTokenOnce(TokenSource.Segments segments, Batches batches, int B, int T) {
        var seen = new int[(int) segments.tokens().size()];
        // the token that each row has read last since it began anew
        var last = new int[B];
        for (var call : read(batches, B, T)) {
            if (call.beginsAnew) {
                Arrays.fill(last, NONE);
            }
            assertThat(Arrays.stream(call.targets).filter(target -> target != NONE))
                    .as("no call is for nothing")
                    .isNotEmpty();
            for (int n = 0; n < B * T; n++) {
                int row = n % B;
                if (call.targets[n] == NONE) {
                    last[row] = Integer.MAX_VALUE;
                    continue;
                }
                int input = call.inputs[n];
                assertThat(call.targets[n]).isEqualTo(input + 1);
                if (last[row] == NONE) {
                    assertThat(input == 0 || Arrays.binarySearch(segments.ends(), input) >= 0)
                            .as("a row begins with the start token of a segment")
                            .isTrue();
                } else {
                    assertThat(input).as("and goes on in its segment alone").isEqualTo(last[row] + 1);
                    assertThat(Arrays.binarySearch(segments.ends(), input)).isNegative();
                }
                last[row] = input;
                seen[call.targets[n]]++;
            }
        }
        assertThat(seen[0]).isZero();
        assertThat(Arrays.copyOfRange(seen, 1, seen.length)).containsOnly(1);
        assertThat(segments.predictions()).isEqualTo(seen.length - 1);
    }

    @Test
    void numberOfCallsDoesNotDependOnTheOrder() {
        var random = new SplittableRandom(2);
        for (int i = 0; i < 100; i++) {
            var segments =
                    Sentences.counting(random.ints(random.nextInt(1, 40), 0, 15).toArray());
            int B = random.nextInt(1, 9);
            int T = random.nextInt(1, 7);
            long expected = SegmentBatches.sorted(segments, B, T).calls();
            for (int epoch = 1; epoch < 5; epoch++) {
                assertThat(SegmentBatches.shuffled(segments, B, T, RandomStreams.of(i, "order", epoch))
                                .calls())
                        .isEqualTo(expected)
                        .isEqualTo(segments.stepsPerEpoch(B, T));
            }
        }
    }

    @Test
    void orderChangesFromEpochToEpochAndRepeatsWithTheSeed() {
        var segments = Sentences.counting(new SplittableRandom(3).ints(40, 1, 6).toArray());
        var first = targets(order(segments, 4, 3, 7, 1), 4, 3);
        assertThat(targets(order(segments, 4, 3, 7, 1), 4, 3).toArray(int[][]::new))
                .isDeepEqualTo(first.toArray(int[][]::new));
        assertThat(flat(targets(order(segments, 4, 3, 7, 2), 4, 3))).isNotEqualTo(flat(first));
        assertThat(flat(targets(order(segments, 4, 3, 8, 1), 4, 3))).isNotEqualTo(flat(first));
    }

    /** Groups are of like length, but neither are they read from short to long nor are the same segments always together. */
    @Test
    void bothGroupsAndTheirMembersAreShuffled() {
        var equal = Sentences.counting(3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3);
        var different = Sentences.counting(1, 1, 3, 3, 5, 5, 7, 7, 9, 9, 11, 11);
        var companions = new java.util.HashSet<List<Integer>>();
        var longest = new java.util.HashSet<Integer>();
        for (int epoch = 0; epoch < 20; epoch++) {
            var starts = Arrays.stream(read(order(equal, 2, 4, 1, epoch), 2, 4).getFirst().inputs)
                    .limit(2)
                    .sorted()
                    .boxed()
                    .toList();
            companions.add(starts);
            longest.add(read(order(different, 2, 12, 1, epoch), 2, 12).getFirst().inputs[0]);
        }
        assertThat(companions).hasSizeGreaterThan(10);
        assertThat(longest).hasSizeGreaterThan(4);
    }

    private static Batches order(TokenSource segments, int B, int T, long seed, int epoch) {
        return Batches.forTraining(segments, B, T, RandomStreams.of(seed, "order of segments", epoch));
    }

    @Test
    void batchThatIsLargerThanTheNumberOfSegmentsHasEmptyRows() {
        var segments = Sentences.counting(2, 1);
        var calls = read(SegmentBatches.sorted(segments, 5, 3), 5, 3);
        assertThat(calls).hasSize(1);
        assertThat(calls.getFirst().targets)
                .containsExactly(4, 1, NONE, NONE, NONE, 5, 2, NONE, NONE, NONE, NONE, 3, NONE, NONE, NONE);
    }

    @Test
    void emptySegmentIsNothingButItsEnd() {
        var calls = read(SegmentBatches.sorted(Sentences.counting(0, 0), 2, 4), 2, 4);
        assertThat(calls).hasSize(1);
        assertThat(calls.getFirst().targets).startsWith(1, 2, NONE);
    }

    @Test
    void noSegmentsAreNoSteps() {
        var none = new TokenSource.Segments(Tokens.of(0), new long[0]);
        assertThat(none.stepsPerEpoch(2, 4)).isZero();
        assertThat(none.predictions()).isZero();
        assertThat(new TokenSource.Segments(Tokens.of(), new long[0]).predictions())
                .isZero();
    }

    private static List<Integer> flat(List<int[]> calls) {
        return calls.stream().flatMapToInt(Arrays::stream).boxed().toList();
    }
}
