import { all, api } from '../js/api.js';
import { emptyState } from '../js/choices.js';
import { debounced, h, oneAtATime } from '../js/dom.js';
import { field, select } from '../js/field.js';
import { number } from '../js/format.js';
import { openApi, propertiesOf } from '../js/openapi.js';
import { showProblem } from '../js/problem.js';
import { go } from '../js/router.js';
import { schemaField } from '../js/schema-field.js';
import { readAll, schemaForm, valueAt } from '../js/schema-form.js';
import { costPreview } from './train-cost.js';

const REQUEST = 'TrainingJobRequest';
/** What most people decide; everything else opens. */
const FIRST = ['modelName', 'preset', 'epochs', 'seed'];
const PAUSE = 500;

/** The form of a training job: its fields, their help and limits are those of the OpenAPI document. */
export default async function train(section, { query, signal }) {
  const waiting = h('p', { className: 'soft' }, 'Reading the description of the API …');
  section.append(h('p', { className: 'soft' }, 'Choose a text. Everything else has a default, which is shown in its field.'), waiting);
  const [document, corpora, again] = await Promise.all([
    openApi(), all('/corpora', { signal }), query.has('job') ? api.get(`/training-jobs/${query.get('job')}`, { signal }) : null]);
  waiting.remove();
  if (corpora.length === 0) {
    section.append(emptyState('A model needs a text to learn from.', '#/corpora', 'Add a text'));
    return;
  }
  const corpus = select(corpora.map(one => [one.id, `${one.name} (${number(one.characters)} characters)`]),
    { value: again?.corpusId ?? query.get('corpus') });
  const schemas = new Map(propertiesOf(document, REQUEST));
  const first = FIRST.map(name => schemaField([name], schemas.get(name)));
  const rest = schemaForm(document, REQUEST, { except: ['corpusId', ...FIRST], title: 'Everything else' });
  const fields = [...first, ...rest.fields];
  fillIn(fields, again?.spec, query);
  section.append(formOf(corpus, first, rest.element, fields, signal));
}

/** What a job before had, with one setting changed. */
function fillIn(fields, spec, query) {
  for (const one of spec ? fields : []) {
    one.write(one.path.join() === 'seed' ? undefined : valueAt(spec, one.path));
  }
  if (query.has('set')) {
    fields.find(one => '/' + one.path.join('/') === query.get('set'))?.write(query.get('to'));
  }
}

function formOf(corpus, first, rest, fields, signal) {
  const place = h('div', {});
  const cost = costPreview();
  const button = h('button', { type: 'submit', className: 'primary' }, 'Start training');
  const form = h('form', { className: 'train-form', noValidate: true, onsubmit: submitted },
    h('div', { className: 'sheet' },
      h('div', { className: 'fields' }, field('Text', corpus, { pointer: '/corpusId' }), first.map(one => one.element)),
      rest),
    h('aside', { className: 'sheet cost', 'aria-labelledby': 'cost-title' },
      h('h2', { id: 'cost-title' }, 'What it costs'), cost.element, place, h('div', { className: 'actions' }, button)));

  const request = () => readAll(fields, { corpusId: corpus.value });
  // a dry run that nobody waits for any more would still be measured, and the next one would be sent away meanwhile
  const look = oneAtATime(async () => {
    cost.wait();
    try {
      const found = await api.post('/training-jobs?dryRun=true', request(), { signal });
      showProblem(form, place, null);
      expectAll(fields, found.spec);
      cost.show(found);
    } catch (failure) {
      if (signal.aborted) {
        return;
      }
      if (failure.retryAfter) {
        setTimeout(look, 1000 * failure.retryAfter);
      } else {
        cost.clear();
        showProblem(form, place, failure, { quiet: true });
      }
    }
  });
  form.addEventListener('input', debounced(() => signal.aborted || look(), PAUSE));
  look();

  async function submitted(event) {
    event.preventDefault();
    button.disabled = true;
    try {
      const job = await api.post('/training-jobs', request());
      go(`jobs/${job.id}`);
    } catch (failure) {
      showProblem(form, place, failure);
      button.disabled = false;
    }
  }
  return form;
}

/** Shows what each field is when it is left out; parameters that the chosen type does not have are not shown. */
function expectAll(fields, spec) {
  for (const one of fields) {
    const value = valueAt(spec, one.path);
    if (one.path.length > 1) {
      one.element.hidden = value === undefined && one.read() === undefined;
    }
    if (one.path.join() !== 'preset') {
      one.expect(value);
    }
  }
}
