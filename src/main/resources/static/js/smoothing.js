/**
 * The running mean of a series, in which what came before weighs `factor` (0 to below 1), corrected for its beginning as Adam
 * corrects its moments, so that the first points are not pulled to zero. Gaps stay gaps.
 */
export function smoothed(values, factor) {
  let mean = 0;
  let weight = 0;
  return values.map(value => {
    if (value === null || value === undefined) {
      return null;
    }
    mean = factor * mean + (1 - factor) * value;
    weight = factor * weight + (1 - factor);
    return mean / weight;
  });
}
