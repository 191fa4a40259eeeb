import { api, Problem } from '../js/api.js';
import { emptyState, modelField } from '../js/choices.js';
import { announce, h } from '../js/dom.js';
import { field } from '../js/field.js';
import { count, number } from '../js/format.js';
import { openApi, propertiesOf } from '../js/openapi.js';
import { showProblem } from '../js/problem.js';
import { schemaField } from '../js/schema-field.js';
import { readAll, schemaForm } from '../js/schema-form.js';
import { events } from '../js/sse.js';
import { legend, tokenText } from './token-text.js';

const REQUEST = 'GenerateRequest';
const FIRST = ['maxTokens', 'temperature', 'seed', 'n'];
/** What the view decides itself, and what is for programs. */
const OWN = ['prompt', 'logprobs', 'keepState', 'state', 'checkCopies', 'maxCopy'];
/** Tokens that could have come instead. */
const ALTERNATIVES = 4;

/** Writes with a model, token by token, each coloured by how probable it was: `#/generate?model=<reference>`. */
export default async function generate(section, { query, signal }) {
  const [model, document] = await Promise.all([modelField({ signal, wanted: query.get('model') }), openApi()]);
  if (model.models.length === 0) {
    section.append(emptyState('There is no model yet that could write.', '#/train', 'Train one'));
    return;
  }
  const prompt = h('textarea', { rows: 3 });
  const schemas = new Map(propertiesOf(document, REQUEST));
  const first = FIRST.map(name => schemaField([name], schemas.get(name)));
  const rest = schemaForm(document, REQUEST, { except: [...OWN, ...FIRST], title: 'More ways to choose tokens' });
  const place = h('div', {});
  const start = h('button', { type: 'submit', className: 'primary' }, 'Write');
  const stop = h('button', { type: 'button', disabled: true, onclick: () => running.abort() }, 'Stop');
  const outcome = h('div', { className: 'outcome' });
  let running = new AbortController();
  const form = h('form', { className: 'sheet', noValidate: true, onsubmit: submitted },
    h('div', { className: 'fields' }, model.element, field('Prompt', prompt, { wide: true, pointer: '/prompt', help: 'What it goes on from; left empty it begins anew.' }),
      first.map(one => one.element)),
    rest.element, place, h('div', { className: 'actions' }, start, stop));
  section.append(form, outcome);

  async function submitted(event) {
    event.preventDefault();
    showProblem(form, place, null);
    running = new AbortController();
    [start.disabled, stop.disabled] = [true, false];
    const request = readAll([...first, ...rest.fields], { prompt: prompt.value, logprobs: ALTERNATIVES });
    try {
      announce('Writing.');
      const answer = await api.stream(`/models/${model.control.value}/generate`, request, { signal: AbortSignal.any([signal, running.signal]) });
      await write(answer, outcome);
    } catch (failure) {
      showProblem(form, place, failure);
    } finally {
      [start.disabled, stop.disabled] = [false, true];
    }
  }
}

async function write(answer, outcome) {
  const texts = new Map();
  const end = h('p', { className: 'soft', role: 'status' });
  outcome.replaceChildren(h('h2', {}, 'What it wrote'), legend(), end);
  for await (const { event, data } of events(answer)) {
    if (event === 'error') {
      throw new Problem(data);
    } else if (event === 'token') {
      if (!texts.has(data.index)) {
        texts.set(data.index, tokenText(data.index));
        end.before(texts.get(data.index).element);
      }
      texts.get(data.index).add(data);
    } else if (event === 'done') {
      end.textContent = summary(data);
    }
  }
}

function summary({ seed, choices, usage, timing }) {
  const why = { length: 'it was long enough', stop: 'a stop text came', end: 'the model ended it' };
  return `${count(usage.completionTokens, 'token')}, ${number(timing.tokensPerSecond)} a second. Seed ${seed}. `
    + `Ended because ${[...new Set(choices.map(choice => why[choice.finishReason]))].join('; ')}.`;
}
