import { all } from '../js/api.js';
import { emptyState } from '../js/choices.js';
import { h } from '../js/dom.js';
import { field, select } from '../js/field.js';
import { fixed, number, time } from '../js/format.js';

const STATES = ['queued', 'running', 'paused', 'succeeded', 'failed', 'cancelled'];
const AGAIN = 3_000;

/** All jobs, or one of them: `#/jobs/<id>`. */
export default async function jobs(section, context) {
  if (context.params.length > 0) {
    const { default: job } = await import('./job.js');
    return job(section, context);
  }
  const { signal } = context;
  const status = select([['', 'all'], ...STATES], { onchange: () => refresh() });
  const place = h('div', {});
  section.append(h('div', { className: 'fields' }, field('Status', status)), place);

  async function refresh() {
    const found = await all(`/training-jobs${status.value ? `?status=${status.value}` : ''}`, { signal, limit: 200 });
    place.replaceChildren(found.length > 0 ? table(found)
      : emptyState(status.value ? `No job is ${status.value}.` : 'Nothing was trained here yet.', '#/train', 'Train a model'));
    return found.some(job => job.status === 'running' || job.status === 'queued');
  }
  async function watch() {
    while (!signal.aborted) {
      const isBusy = await refresh().catch(() => true);
      await new Promise(resolve => setTimeout(resolve, isBusy ? AGAIN : 5 * AGAIN));
    }
  }
  await refresh();
  setTimeout(watch, AGAIN);
}

function table(jobs) {
  const columns = ['Model', 'Status', 'Progress', 'Loss', 'Validation', 'Submitted'];
  return h('div', { className: 'table', tabIndex: 0, role: 'region', 'aria-label': 'Training jobs' },
    h('table', {},
      h('thead', {}, h('tr', {}, columns.map(column => h('th', { scope: 'col', className: /Pro|Loss|Val/.test(column) ? 'number' : '' }, column)))),
      h('tbody', {}, jobs.map(row))));
}

function row(job) {
  return h('tr', {},
    h('th', { scope: 'row' }, h('a', { href: `#/jobs/${job.id}` }, job.modelName)),
    h('td', {}, h('span', { className: `badge ${job.status}` }, job.status)),
    h('td', { className: 'number' }, `${number(job.progress.percent)} %`),
    h('td', { className: 'number' }, fixed(job.metrics.trainLoss, 3)),
    h('td', { className: 'number' }, fixed(job.metrics.validationLoss, 3)),
    h('td', {}, time(job.createdAt)));
}
