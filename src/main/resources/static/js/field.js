import { freshId, h } from './dom.js';

/**
 * A control with its label, its help and a place for what is wrong with it.
 *
 * @param control an input, select or textarea; `pointer` is the JSON pointer of what it sets
 */
export function field(label, control, { help, pointer, wide = false } = {}) {
  control.id ||= freshId('field');
  const helpId = `${control.id}-help`;
  const errorId = `${control.id}-error`;
  control.setAttribute('aria-describedby', help ? `${helpId} ${errorId}` : errorId);
  if (pointer) {
    control.dataset.pointer = pointer;
  }
  return h('div', { className: wide ? 'field wide' : 'field' },
    h('label', { htmlFor: control.id }, label),
    control,
    help && h('p', { className: 'help', id: helpId }, help),
    h('p', { className: 'field-error', id: errorId }));
}

/** A select; choices are texts or `[value, text]`. */
export function select(choices, attributes = {}) {
  const { value, ...more } = attributes;
  const control = h('select', more, choices.map(choice => {
    const [key, text] = Array.isArray(choice) ? choice : [choice, choice];
    return h('option', { value: key }, text);
  }));
  if (value !== undefined && value !== null) {
    control.value = value;
  }
  return control;
}

/** A check box with its label. */
export function check(label, attributes = {}) {
  const control = h('input', { type: 'checkbox', id: freshId('check'), ...attributes });
  return { control, element: h('div', { className: 'check' }, control, h('label', { htmlFor: control.id }, label)) };
}
