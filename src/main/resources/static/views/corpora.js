import { all, api, fetched } from '../js/api.js';
import { emptyState } from '../js/choices.js';
import { confirmed } from '../js/confirm.js';
import { announce, h } from '../js/dom.js';
import { field } from '../js/field.js';
import { bytes, number, time } from '../js/format.js';
import { problemBox, showProblem } from '../js/problem.js';

/** The texts to train on: add one, read its report, take it away. */
export default async function corpora(section, { signal }) {
  const list = h('div', {});
  const refresh = async () => {
    const found = await all('/corpora', { signal });
    list.replaceChildren(...found.length > 0
      ? found.map(corpus => report(corpus, refresh))
      : [emptyState('There is no text here yet. The longer it is and the more of one kind, the better a model learns from it.')]);
  };
  section.append(
    h('p', { className: 'soft' }, 'A corpus is a text that models learn from.'),
    addition(refresh, signal),
    h('h2', {}, 'Texts of this service'), list);
  await refresh();
}

function addition(refresh, signal) {
  const file = h('input', { type: 'file', accept: 'text/*,.txt,.md,.csv' });
  const text = h('textarea', { rows: 6 });
  const name = h('input', { type: 'text', autocomplete: 'off' });
  const place = h('div', {});
  const button = h('button', { type: 'submit', className: 'primary' }, 'Add this text');
  const form = h('form', { className: 'sheet', onsubmit: submitted },
    h('h2', {}, 'Add a text'),
    h('div', { className: 'fields' },
      field('File', file, { help: 'Plain text in UTF-8.', pointer: 'file' }),
      field('Name', name, { help: 'Left empty, the file gives its own.', pointer: 'name' }),
      field('Or paste it', text, { wide: true, pointer: 'text' })),
    place,
    h('div', { className: 'actions' }, button));

  async function submitted(event) {
    event.preventDefault();
    showProblem(form, place, null);
    button.disabled = true;
    try {
      const corpus = await send(file.files[0], text.value, name.value.trim(), signal);
      form.reset();
      announce(`${corpus.name} was added: ${number(corpus.characters)} characters. ${corpus.warnings.join(' ')}`);
      await refresh();
    } catch (failure) {
      showProblem(form, place, failure);
    } finally {
      button.disabled = false;
    }
  }
  return form;
}

async function send(file, text, name, signal) {
  if (file) {
    const form = new FormData();
    form.append('file', file);
    if (name) {
      form.append('name', name);
    }
    return api.upload('/corpora', form, { signal });
  }
  const headers = { 'Content-Type': 'text/plain;charset=UTF-8' };
  const answer = await fetched('POST', `/corpora?name=${encodeURIComponent(name || 'pasted')}`, { headers, body: text, signal });
  return answer.json();
}

function report(corpus, refresh) {
  const figures = { Characters: number(corpus.characters), 'Distinct characters': number(corpus.distinctCharacters),
    Words: number(corpus.words), Lines: number(corpus.lines), Size: bytes(corpus.bytes), Added: time(corpus.createdAt) };
  const article = h('article', { className: 'sheet corpus' },
    h('h3', {}, corpus.name),
    h('dl', { className: 'figures' }, Object.entries(figures).map(([term, value]) => h('div', {}, h('dt', {}, term), h('dd', {}, value)))),
    corpus.warnings.length > 0 && h('ul', { className: 'warnings' }, corpus.warnings.map(warning => h('li', {}, warning))),
    h('div', { className: 'actions' },
      h('a', { className: 'button', href: `#/train?corpus=${corpus.id}` }, 'Train on it'),
      h('button', { type: 'button', className: 'quiet danger', onclick: remove, 'aria-label': `Delete ${corpus.name}` }, 'Delete')));
  async function remove() {
    if (await confirmed(`Delete the text ${corpus.name}? Models made from it stay.`, 'Delete it')) {
      try {
        await api.delete(`/corpora/${corpus.id}`);
        announce(`${corpus.name} was deleted.`);
        await refresh();
      } catch (failure) {
        article.append(problemBox(failure));
      }
    }
  }
  return article;
}
