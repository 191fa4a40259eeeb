import { emptyState, modelField } from '../js/choices.js';
import { announce, debounced, h } from '../js/dom.js';
import { field, select } from '../js/field.js';
import { count } from '../js/format.js';
import { showProblem } from '../js/problem.js';
import { stylesheet } from '../js/stylesheet.js';
import { heatText } from './heat-text.js';
import { traceUnits } from './trace-units.js';

/** What a model does with each token of a text, unit by unit: `#/trace?model=<reference>`. */
export default async function trace(section, { query, signal }) {
  const [model] = await Promise.all([modelField({ signal, wanted: query.get('model') }), stylesheet('/css/inside.css')]);
  if (model.models.length === 0) {
    section.append(emptyState('There is no model yet to look into.', '#/train', 'Train one'));
    return;
  }
  const text = h('textarea', { rows: 5, required: true });
  const unknown = select([['error', 'name them'], ['skip', 'leave them out'], ['replace', 'replace them']]);
  const place = h('div', {});
  const start = h('button', { type: 'submit', className: 'primary' }, 'Look inside');
  const outcome = h('div', { className: 'outcome' });
  const form = h('form', { className: 'sheet', noValidate: true, onsubmit: submitted },
    h('div', { className: 'fields' }, model.element,
      field('Unknown characters', unknown, { pointer: '/unknownCharacters', help: 'What becomes of characters or words that the model does not know.' }),
      field('Text', text, { wide: true, pointer: '/text', help: 'What the model reads, from its zero state.' })),
    place, h('div', { className: 'actions' }, start));
  section.append(form, outcome);

  async function submitted(event) {
    event.preventDefault();
    showProblem(form, place, null);
    start.disabled = true;
    try {
      const chosen = model.models.find(one => one.id === model.control.value);
      const units = await traceUnits(chosen, text.value, unknown.value, signal);
      outcome.replaceChildren(await looked(chosen, units, failure => showProblem(form, place, failure)));
      announce(`${count(units.first.tokens.length, 'token')} were read.`);
    } catch (failure) {
      showProblem(form, place, failure);
    } finally {
      start.disabled = false;
    }
  }
}

/** The text under a heat map, with the controls that choose what is shown. */
async function looked({ network }, units, failed) {
  const last = network.hiddenSize - 1;
  const names = [...(await units.at(0, 0)).keys()];
  const layer = select(Array.from({ length: network.layers }, (_, l) => [l, `${l}`]), { onchange: () => draw() });
  const unit = h('input', { type: 'number', min: 0, max: last, step: 1, value: 0, inputMode: 'numeric', oninput: debounced(() => draw(), 120) });
  const what = select(names, { onchange: () => draw() });
  const go = step => {
    unit.value = (Number(unit.value) + step + last + 1) % (last + 1);
    draw();
  };
  const heat = heatText(units.first.tokens, { onstep: go });
  await draw();
  return h('section', { className: 'sheet' }, h('h2', {}, 'What a unit does'),
    h('div', { className: 'trace-controls' }, field('Layer', layer), field(`Unit, 0 to ${last}`, unit),
      h('button', { type: 'button', onclick: () => go(-1) }, 'Unit before'),
      h('button', { type: 'button', onclick: () => go(1) }, 'Next unit'),
      field('Value', what)),
    heat.element);

  async function draw() {
    const at = Math.max(0, Math.min(last, Math.trunc(Number(unit.value)) || 0));
    try {
      const series = await units.at(Number(layer.value), at);
      const others = [...series].filter(([name]) => name !== what.value);
      const name = `${what.value} of unit ${at} in layer ${layer.value}`;
      // a gate is between 0 and 1, what goes through tanh between -1 and 1; the cell has no bounds
      const scale = what.value === 'cell' || network.cell === 'rnn' && network.activation !== 'tanh' ? 0 : 1;
      heat.show({ name, scale, values: series.get(what.value), details: t => others.map(([label, values]) => [label, values[t]]) });
    } catch (failure) {
      failed(failure);
    }
  }
}
