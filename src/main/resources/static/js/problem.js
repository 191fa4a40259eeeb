import { announce, h } from './dom.js';

/** A failure as a box: what the service says of it, title, detail and what is wrong with single fields. */
export function problemBox(failure) {
  const errors = failure.errors ?? [];
  return h('div', { className: 'problem', role: 'alert' },
    h('p', { className: 'problem-title' }, failure.title ?? 'Something failed in this page'),
    h('p', {}, failure.detail ?? failure.message),
    errors.length > 0 && h('ul', {}, errors.map(error => h('li', {}, h('code', {}, error.pointer), ` ${error.detail}`))));
}

/**
 * Shows a failure within a form: each error next to the field that it points to (`data-pointer`), everything else in the form's
 * place for it. Null takes away what was shown.
 */
export function showProblem(form, place, failure, { quiet = false } = {}) {
  clear(form);
  place.replaceChildren();
  if (!failure || failure.name === 'AbortError') {
    return;
  }
  const errors = failure.errors ?? [];
  const elsewhere = errors.filter(error => !point(form, error));
  place.append(problemBox({ title: failure.title, detail: failure.detail ?? failure.message, errors: elsewhere }));
  if (!quiet) {
    form.querySelector('[aria-invalid]')?.focus();
    announce(failure.detail ?? failure.message);
  }
}

function clear(form) {
  for (const control of form.querySelectorAll('[aria-invalid]')) {
    control.removeAttribute('aria-invalid');
  }
  for (const error of form.querySelectorAll('.field-error')) {
    error.textContent = '';
  }
}

/** Whether there is a field for it. */
function point(form, error) {
  const control = form.querySelector(`[data-pointer="${CSS.escape(error.pointer)}"]`);
  if (!control) {
    return false;
  }
  control.setAttribute('aria-invalid', 'true');
  for (let closed = control.closest('details:not([open])'); closed; closed = closed.parentElement.closest('details:not([open])')) {
    closed.open = true;
  }
  control.closest('.field').hidden = false;
  control.closest('.field').querySelector('.field-error').textContent = error.detail;
  return true;
}
