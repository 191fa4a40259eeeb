import { api } from '../js/api.js';
import { confirmed } from '../js/confirm.js';
import { h } from '../js/dom.js';
import { problemBox } from '../js/problem.js';

const RESUMABLE = ['storage_full', 'worker_crashed'];

/** What can be done with a job in its state: pause, resume, cancel; or write with its model. */
export function jobActions(path, told) {
  const place = h('div', {});
  const badge = h('span', { className: 'badge' });
  const act = (label, className, action) => h('button', { type: 'button', className, onclick: action }, label);
  const post = what => async () => {
    place.replaceChildren();
    try {
      told(await api.post(`${path}/${what}`));
    } catch (failure) {
      place.replaceChildren(problemBox(failure));
    }
  };
  const buttons = {
    pause: act('Pause', '', post('pause')),
    resume: act('Resume', 'primary', post('resume')),
    cancel: act('Cancel', 'danger', async () => await confirmed('Cancel this job? Nothing of it is kept.', 'Cancel it') && post('cancel')()),
  };
  const write = h('a', { className: 'button primary' }, 'Write with it');
  const again = h('a', { className: 'button' }, 'Train again');
  const show = job => {
    badge.className = `badge ${job.status}`;
    badge.textContent = job.status;
    const isOpen = ['queued', 'running', 'paused'].includes(job.status);
    buttons.pause.hidden = !['queued', 'running'].includes(job.status);
    buttons.resume.hidden = job.status !== 'paused' && !RESUMABLE.includes(job.error?.code);
    buttons.cancel.hidden = !isOpen;
    write.hidden = !job.modelId;
    write.href = `#/generate?model=${job.modelId}`;
    again.hidden = isOpen;
    again.href = `#/train?job=${job.id}`;
  };
  return { show, element: h('div', {}, h('div', { className: 'actions job-actions' }, badge, ...Object.values(buttons), write, again), place) };
}
