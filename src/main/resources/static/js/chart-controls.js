import { h } from './dom.js';
import { check, field } from './field.js';

/** The two controls of a loss chart: how much it is smoothed, and whether its axis is logarithmic. */
export function chartControls(onchange, { smoothing: value = 0 } = {}) {
  const smoothing = h('input', { type: 'range', min: 0, max: 0.98, step: 0.02, value, oninput: onchange });
  const log = check('Logarithmic axis', { onchange });
  return {
    element: h('div', { className: 'chart-controls' }, field('Smoothing', smoothing), log.element),
    smoothing: () => Number(smoothing.value),
    isLog: () => log.control.checked,
  };
}
