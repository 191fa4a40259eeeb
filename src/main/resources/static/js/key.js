import { h } from './dom.js';

const PLACE = 'longhand.key';

/** The API key of this tab, or null; it leaves the browser only as the header of requests to this service. */
export function apiKey() {
  return sessionStorage.getItem(PLACE);
}

/** What requests carry to be let in. */
export function authorization() {
  const key = apiKey();
  return key ? { Authorization: `Bearer ${key}` } : {};
}

let dialog;

/** Asks for the key; where the service has asked for one, says so. When it has changed, the view is drawn anew. */
export function askForKey(reason) {
  if (!dialog) {
    dialog = keyDialog();
    document.body.append(dialog);
  }
  dialog.querySelector('.reason').textContent = reason ?? '';
  dialog.querySelector('input').value = apiKey() ?? '';
  if (!dialog.open) {
    dialog.showModal();
  }
}

function keyDialog() {
  const input = h('input', { id: 'api-key', type: 'password', autocomplete: 'off', spellcheck: false });
  const box = h('dialog', { 'aria-labelledby': 'key-title' },
    h('form', { method: 'dialog', onsubmit: () => keep(input.value.trim()) },
      h('h2', { id: 'key-title' }, 'API key'),
      h('p', { className: 'reason' }),
      h('div', { className: 'field' },
        h('label', { htmlFor: 'api-key' }, 'Key'), input,
        h('p', { className: 'help' }, 'Kept in this tab until it is closed. Leave it empty where the service asks for none.')),
      h('div', { className: 'actions' },
        h('button', { type: 'submit', className: 'primary' }, 'Use this key'),
        h('button', { type: 'button', onclick: () => box.close() }, 'Close'))));
  return box;
}

function keep(key) {
  if (key) {
    sessionStorage.setItem(PLACE, key);
  } else {
    sessionStorage.removeItem(PLACE);
  }
  dispatchEvent(new Event('keychange'));
}
