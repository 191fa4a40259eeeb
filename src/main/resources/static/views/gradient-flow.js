import { api } from '../js/api.js';
import { modelField } from '../js/choices.js';
import { announce, h } from '../js/dom.js';
import { check, field, select } from '../js/field.js';
import { openApi, propertiesOf } from '../js/openapi.js';
import { showProblem } from '../js/problem.js';
import { schemaField } from '../js/schema-field.js';
import { readAll } from '../js/schema-form.js';
import { stylesheet } from '../js/stylesheet.js';
import { flowChart } from './flow-chart.js';

const SIZES = ['hiddenSize', 'layers', 'timeSteps', 'seed'];

/** How gradients vanish or explode on their way back through time. */
export default async function gradientFlow(section, { query, signal }) {
  const [document, model] = await Promise.all([openApi(), modelField({ signal, wanted: query.get('model') }), stylesheet('/css/inside.css')]);
  section.append(untrained(document, signal));
  if (model.models.length > 0) {
    section.append(trained(model, signal));
  }
}

/** Networks that nobody trained, side by side. */
function untrained(document, signal) {
  const schemas = new Map(propertiesOf(document, 'GradientFlowRequest'));
  const clipping = new Map(propertiesOf(document, 'FlowClipping'));
  const sizes = [...SIZES.map(name => schemaField([name], schemas.get(name))), schemaField(['gradientClipping', 'threshold'], clipping.get('threshold'))];
  const activation = select(['tanh', 'relu', 'leakyRelu', 'elu']);
  const radius = h('input', { type: 'number', min: 0.01, max: 100, step: 'any', value: 1.5, inputMode: 'decimal' });
  const forgetBias = h('input', { type: 'number', min: -10, max: 10, step: 'any', value: 1, inputMode: 'decimal' });
  const choices = [
    { name: () => `RNN, ${activation.value}`, label: 'RNN', network: () => ({ cell: 'rnn', activation: activation.value }) },
    { name: () => `RNN, ${activation.value}, spectral radius ${radius.value}`, label: 'RNN with the spectral radius',
      network: () => ({ cell: 'rnn', activation: activation.value, spectralRadius: Number(radius.value) }) },
    { name: () => 'GRU', label: 'GRU', network: () => ({ cell: 'gru' }) },
    { name: () => `LSTM, forget bias ${forgetBias.value}`, label: 'LSTM', network: () => ({ cell: 'lstm', forgetBias: Number(forgetBias.value) }) },
  ].map(choice => ({ ...choice, ...check(choice.label, { checked: true }) }));
  const ask = async () => {
    const chosen = choices.filter(choice => choice.control.checked);
    const request = readAll(sizes, { networks: chosen.map(choice => choice.network()) });
    if (request.gradientClipping) {
      request.gradientClipping.type = 'globalNorm';
    }
    const { flows, seed } = await api.post('/diagnostics/gradient-flow', request, { signal });
    return { flows: flows.map((flow, i) => ({ ...flow, name: chosen[i].name() })), note: `Seed ${seed}.` };
  };
  return asking('Networks with random weights', 'Measure', signal, ask,
    h('fieldset', { className: 'choices' }, h('legend', {}, 'Networks'), choices.map(choice => choice.element)),
    h('div', { className: 'fields' },
      field('Activation of the RNN', activation), field('Spectral radius', radius, { help: 'Recurrent weights are a random rotation times this; elsewhere they begin as in PyTorch.' }),
      field('Forget bias of the LSTM', forgetBias), sizes.map(size => size.element)));
}

/** A model, with the last token of a text. */
function trained(model, signal) {
  const text = h('textarea', { rows: 4 });
  const ask = async () => {
    const { flows, loss } = await api.post(`/models/${model.control.value}/gradient-flow`, { text: text.value }, { signal });
    return { flows: flows.map(flow => ({ ...flow, name: `layer ${flow.layer}` })), note: `Loss of the last token: ${loss.toFixed(3)} nats.` };
  };
  return asking('A trained model', 'Measure it', signal, ask, h('div', { className: 'fields' }, model.element,
    field('Text', text, { wide: true, pointer: '/text', help: 'How much does each token before the last one count for it?' })));
}

/** A form with what comes of it below. */
function asking(title, action, signal, ask, ...fields) {
  const place = h('div', {});
  const result = h('div', {});
  const note = h('p', { className: 'soft' });
  const start = h('button', { type: 'submit', className: 'primary' }, action);
  const form = h('form', { noValidate: true, onsubmit: async event => {
    event.preventDefault();
    showProblem(form, place, null);
    start.disabled = true;
    try {
      const found = await ask();
      await flowChart(result, found.flows, signal);
      note.textContent = found.note;
      announce(found.flows.map(flow => `${flow.name} ${flow.verdict}`).join('; '));
    } catch (failure) {
      showProblem(form, place, failure);
    } finally {
      start.disabled = false;
    }
  } }, ...fields, place, h('div', { className: 'actions' }, start));
  return h('section', { className: 'sheet' }, h('h2', {}, title), form, result, note);
}
