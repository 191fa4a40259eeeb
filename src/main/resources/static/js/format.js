const LOCALE = 'en';

/** A number for people: grouped, with at most so many digits after the point; a dash where there is none. */
export function number(value, digits = 0) {
  return value === null || value === undefined || Number.isNaN(value)
    ? '–' : value.toLocaleString(LOCALE, { maximumFractionDigits: digits });
}

/** The same with all its digits, so that what changes does not jump. */
export function fixed(value, digits) {
  return value === null || value === undefined
    ? '–' : value.toLocaleString(LOCALE, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** A small or large number, to three digits. */
export function short(value) {
  return value === null || value === undefined ? '–' : Number(value.toPrecision(3)).toString();
}

/** Bytes in binary units. */
export function bytes(value) {
  const units = ['B', 'KiB', 'MiB', 'GiB'];
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${number(value, value < 10 && unit > 0 ? 1 : 0)} ${units[unit]}`;
}

/** Seconds, as "3 h 20 min", "2 min 5 s", "0.4 s". */
export function duration(seconds) {
  if (seconds === null || seconds === undefined) {
    return '–';
  }
  if (seconds < 10) {
    return `${number(seconds, 1)} s`;
  }
  const whole = Math.round(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  if (hours > 0) {
    return `${number(hours)} h ${minutes} min`;
  }
  return minutes > 0 ? `${minutes} min ${rest} s` : `${rest} s`;
}

/** An instant in the reader's own time. */
export function time(instant) {
  return instant === null || instant === undefined
    ? '–' : new Date(instant).toLocaleString(LOCALE, { dateStyle: 'medium', timeStyle: 'short' });
}

/** A count with its noun. */
export function count(value, one, many = `${one}s`) {
  return `${number(value)} ${value === 1 ? one : many}`;
}

/** A share as percent. */
export function percent(share, digits = 0) {
  return share === null || share === undefined ? '–' : `${number(100 * share, digits)} %`;
}
