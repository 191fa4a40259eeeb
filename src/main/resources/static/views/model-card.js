import { api } from '../js/api.js';
import { confirmed } from '../js/confirm.js';
import { h } from '../js/dom.js';
import { field, select } from '../js/field.js';
import { bytes, fixed, number, time } from '../js/format.js';
import { showProblem } from '../js/problem.js';

/** One name: its versions, what each is, and its aliases. */
export function modelCard(name, versions, { refresh, download }) {
  const place = h('div', {});
  const attempt = async action => {
    showProblem(card, place, null);
    try {
      await action();
    } catch (failure) {
      showProblem(card, place, failure);
    }
  };
  const remove = model => attempt(async () => {
    if (await confirmed(`Delete ${name}, version ${model.version}?`, 'Delete it')) {
      await api.delete(`/models/${model.id}`);
      await refresh();
    }
  });
  const save = model => attempt(() => download(`/models/${model.id}/artifact`, `${name}-${model.version}.safetensors`));
  const unalias = alias => attempt(async () => {
    await api.delete(`/models/${name}/aliases/${encodeURIComponent(alias)}`);
    await refresh();
  });
  const card = h('article', { className: 'sheet' },
    h('h2', {}, name),
    h('div', {}, versions.map(model => version(model, { remove, save, unalias }))),
    place,
    aliasForm(name, versions, attempt, refresh));
  return card;
}

function version(model, { remove, save, unalias }) {
  const { network, tokenizer, metrics } = model;
  const figures = {
    Network: `${network.cell}, ${network.layers} × ${number(network.hiddenSize)}`,
    Vocabulary: `${number(tokenizer.vocabularySize)} (${tokenizer.type})`,
    'Validation loss': fixed(metrics.validationLoss, 3),
    'Bits per character': fixed(metrics.bitsPerCharacter, 2),
    Parameters: number(model.parameters),
    File: bytes(model.bytes),
  };
  const called = `version ${model.version} of ${model.name}`;
  return h('section', { className: 'version' },
    h('h3', {}, `Version ${model.version} `, h('small', { className: 'soft' }, `of ${time(model.createdAt)} `), model.aliases.map(alias => h('span', { className: 'badge alias' }, `@${alias} `,
      h('button', { type: 'button', className: 'quiet', 'aria-label': `Take the alias ${alias} away`, onclick: () => unalias(alias) }, '×')))),
    h('dl', { className: 'figures' }, Object.entries(figures).map(([term, value]) => h('div', {}, h('dt', {}, term), h('dd', {}, value)))),
    h('div', { className: 'actions' },
      h('a', { className: 'button primary', href: `#/generate?model=${model.id}`, 'aria-label': `Write with ${called}` }, 'Write'),
      h('a', { className: 'button', href: `#/trace?model=${model.id}`, 'aria-label': `Trace ${called}` }, 'Trace'),
      model.jobId && h('a', { className: 'button', href: `#/jobs/${model.jobId}`, 'aria-label': `The job of ${called}` }, 'Its job'),
      h('button', { type: 'button', onclick: () => save(model), 'aria-label': `Export ${called}` }, 'Export'),
      h('button', { type: 'button', className: 'quiet danger', onclick: () => remove(model), 'aria-label': `Delete ${called}` }, 'Delete')));
}

function aliasForm(name, versions, attempt, refresh) {
  const alias = h('input', { type: 'text', required: true, autocomplete: 'off' });
  const target = select(versions.map(model => [model.version, `version ${model.version}`]));
  return h('details', {}, h('summary', {}, 'Set an alias'),
    h('form', { className: 'fields', onsubmit: event => {
      event.preventDefault();
      attempt(async () => {
        await api.put(`/models/${name}/aliases/${encodeURIComponent(alias.value.trim())}`, { version: Number(target.value) });
        await refresh();
      });
    } },
    field('Alias', alias, { help: `A name that moves: models are found as ${name}@alias.`, pointer: 'alias' }),
    field('Points to', target, { pointer: '/version' }),
    h('div', { className: 'actions end' }, h('button', { type: 'submit', 'aria-label': `Set an alias of ${name}` }, 'Set it'))));
}
