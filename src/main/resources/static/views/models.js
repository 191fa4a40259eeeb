import { all, api, download } from '../js/api.js';
import { emptyState } from '../js/choices.js';
import { announce, h } from '../js/dom.js';
import { field } from '../js/field.js';
import { showProblem } from '../js/problem.js';
import { modelCard } from './model-card.js';

/** The models of the service, each name with its versions. */
export default async function models(section, { signal }) {
  const list = h('div', {});
  const refresh = async () => {
    const found = await all('/models', { signal });
    const byName = Map.groupBy(found, model => model.name);
    list.replaceChildren(...byName.size > 0
      ? [...byName].map(([name, versions]) => modelCard(name, versions, { refresh, download }))
      : [emptyState('There is no model yet.', '#/train', 'Train one')]);
  };
  section.append(list, importForm(refresh));
  await refresh();
}

function importForm(refresh) {
  const file = h('input', { type: 'file', required: true, accept: '.safetensors' });
  const name = h('input', { type: 'text', required: true, autocomplete: 'off' });
  const place = h('div', {});
  const form = h('form', { className: 'sheet', onsubmit: async event => {
    event.preventDefault();
    showProblem(form, place, null);
    try {
      const body = new FormData();
      body.append('file', file.files[0]);
      body.append('name', name.value.trim());
      const model = await api.upload('/models', body);
      form.reset();
      announce(`${model.name}, version ${model.version}, was imported.`);
      await refresh();
    } catch (failure) {
      showProblem(form, place, failure);
    }
  } },
  h('h2', {}, 'Import a model'),
  h('div', { className: 'fields' },
    field('File', file, { help: 'A safetensors file, as this service or PyTorch writes it.', pointer: 'file' }),
    field('Name', name, { pointer: 'name' })),
  place,
  h('div', { className: 'actions' }, h('button', { type: 'submit' }, 'Import it')));
  return form;
}
