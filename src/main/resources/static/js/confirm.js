import { h } from './dom.js';

/** Asks before something is done that cannot be undone; whether it shall be. */
export function confirmed(question, action) {
  return new Promise(resolve => {
    const dialog = h('dialog', { 'aria-labelledby': 'question', onclose: () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    } },
    h('form', { method: 'dialog' },
      h('h2', { id: 'question' }, question),
      h('div', { className: 'actions' },
        h('button', { value: 'yes', className: 'danger' }, action),
        h('button', { value: 'no', autofocus: true }, 'Keep it'))));
    document.body.append(dialog);
    dialog.showModal();
  });
}
