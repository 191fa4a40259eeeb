import { all } from './api.js';
import { h } from './dom.js';
import { field, select } from './field.js';

/**
 * A field to choose a model with, of all there are; `wanted` (a reference) is chosen where it is given.
 *
 * @return `{element, control, models}`; the control's value is the model's id
 */
export async function modelField({ signal, wanted } = {}) {
  const models = await all('/models', { signal });
  const control = select(models.map(model => [model.id, `${model.name}:${model.version}, ${model.network.cell}`]));
  const found = models.find(model => [model.id, model.name, `${model.name}:${model.version}`].includes(wanted));
  if (found) {
    control.value = found.id;
  }
  return { control, models, element: field('Model', control) };
}

/** What stands where there is nothing yet, with the way to change that. */
export function emptyState(text, href, link) {
  return h('div', { className: 'empty' }, h('p', {}, text), href && h('p', {}, h('a', { href, className: 'button primary' }, link)));
}
