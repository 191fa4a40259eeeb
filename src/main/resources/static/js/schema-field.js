import { h } from './dom.js';
import { field, select } from './field.js';

/** Property names that do not read well when they are only taken apart. */
const WORDS = { n: 'Choices', topK: 'Top k', topP: 'Top p', minP: 'Min p', typicalP: 'Typical p', beta1: 'Beta 1', beta2: 'Beta 2',
  noRepeatNgram: 'No repeated n-gram', bestOf: 'Best of' };

/** "hiddenSize" as "Hidden size". */
export function labelOf(name) {
  const words = name.replace(/([A-Z])/g, ' $1').toLowerCase();
  return WORDS[name] ?? words[0].toUpperCase() + words.slice(1);
}

/**
 * A field for one property of a schema: its help, its limits and its default come from there. Left empty it has no value.
 *
 * @return `{element, control, path, read(), write(value), expect(value)}`: `expect` shows what it is when it is left out
 */
export function schemaField(path, schema) {
  const kind = schema.enum ? 'choice' : schema.type;
  const { control, read, write } = (CONTROLS[kind] ?? CONTROLS.string)(schema);
  const help = [sentence(schema.description), limits(schema)].filter(text => text).join(' ');
  const element = field(labelOf(path.at(-1)), control, { help, pointer: '/' + path.join('/') });
  const expect = value => showExpected(control, value);
  expect(schema.default);
  return { element, control, path, read, write, expect };
}

const CONTROLS = {
  choice: schema => chosen([['', 'default'], ...schema.enum.map(value => [value, value])], value => value),
  boolean: () => chosen([['', 'default'], ['true', 'yes'], ['false', 'no']], value => value === 'true'),
  integer: schema => typed({ type: 'number', step: 1, ...range(schema), inputMode: 'numeric' }, Number),
  number: schema => typed({ type: 'number', step: 'any', ...range(schema), inputMode: 'decimal' }, Number),
  string: schema => typed({ type: 'text', spellcheck: false, maxLength: schema.maxLength, pattern: schema.pattern }, text => text),
  array: () => lines(),
};

function chosen(choices, parse) {
  const control = select(choices);
  return { control, read: () => control.value === '' ? undefined : parse(control.value), write: value => { control.value = value ?? ''; } };
}

function typed(attributes, parse) {
  const control = h('input', { autocomplete: 'off', ...attributes });
  return { control, read: () => control.value === '' ? undefined : parse(control.value), write: value => { control.value = value ?? ''; } };
}

/** Texts, one a line; a line break within one is written as \n. */
function lines() {
  const control = h('textarea', { rows: 2, spellcheck: false, className: 'low', placeholder: 'one a line; \\n is a line break' });
  const read = () => control.value === '' ? undefined
    : control.value.split('\n').filter(line => line !== '').map(line => line.replaceAll('\\n', '\n'));
  return { control, read, write: value => { control.value = (value ?? []).map(line => line.replaceAll('\n', '\\n')).join('\n'); } };
}

function range({ minimum, maximum, format }) {
  return { min: minimum ?? (format === 'int64' ? Number.MIN_SAFE_INTEGER : null), max: maximum ?? (format === 'int64' ? Number.MAX_SAFE_INTEGER : null) };
}

function sentence(text = '') {
  const plain = text.replace(/\{@\w+ ([^}]*)\}|<[^>]*>/g, '$1').replace(/\s+/g, ' ').trim();
  return plain && plain[0].toUpperCase() + plain.slice(1) + (/[.:;]$/.test(plain) ? '' : '.');
}

function limits({ minimum, maximum, exclusiveMinimum, exclusiveMaximum, format, type }) {
  if (format === 'duration') {
    return 'A duration such as PT45M or PT1H30M.';
  }
  if (type !== 'integer' && type !== 'number') {
    return '';
  }
  const low = minimum !== undefined ? `at least ${minimum}` : exclusiveMinimum !== undefined ? `above ${exclusiveMinimum}` : '';
  const high = maximum !== undefined ? `at most ${maximum}` : exclusiveMaximum !== undefined ? `below ${exclusiveMaximum}` : '';
  const both = [low, high].filter(text => text).join(', ');
  return both && both[0].toUpperCase() + both.slice(1) + '.';
}

function showExpected(control, value) {
  const text = value === undefined || value === null ? '' : value === true ? 'yes' : value === false ? 'no' : String(value);
  if (control.tagName === 'SELECT') {
    control.options[0].textContent = text ? `default: ${text}` : 'default';
  } else if (control.tagName === 'INPUT') {
    control.placeholder = text;
  }
}
