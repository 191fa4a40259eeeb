import { api } from '../js/api.js';
import { announce, h } from '../js/dom.js';
import { problemBox } from '../js/problem.js';
import { followed } from '../js/sse.js';
import { jobActions } from './job-actions.js';
import { jobCharts } from './job-charts.js';
import { jobFigures } from './job-figures.js';
import { jobLog } from './job-log.js';

const ENDS = ['succeeded', 'failed', 'cancelled'];
/** Milliseconds between looks at the job, and at its points, which come all at once. */
const PACE = 1_000;

/** One job as it goes on: `#/jobs/<id>`. */
export default async function job(section, { params: [id], signal, retitle }) {
  const path = `/training-jobs/${encodeURIComponent(id)}`;
  let now = await api.get(path, { signal });
  retitle(now.modelName);
  const figures = jobFigures();
  const actions = jobActions(path, told => show(told));
  const log = jobLog();
  section.append(actions.element, figures.element);
  const charts = await jobCharts(section, now.spec, signal);
  section.append(log.element, h('details', {}, h('summary', {}, 'The whole request'),
    h('pre', { className: 'spec', tabIndex: 0 }, JSON.stringify(now.spec, null, 2))));

  function show(job) {
    now = job;
    figures.show(job);
    actions.show(job);
    charts.suggest(job.metrics.suggestedThreshold);
  }
  const measure = paced(async () => charts.show(await api.get(`${path}/metrics`, { signal })), PACE, signal);
  const look = paced(renew, PACE, signal);
  show(now);
  measure();
  follow().catch(failure => signal.aborted || section.append(problemBox(failure)));

  async function follow() {
    const wanted = () => !ENDS.includes(now.status);
    for await (const { event, data } of followed(`${path}/events`, { signal, wanted })) {
      if (event === 'progress') {
        show({ ...now, ...data, status: now.status === 'queued' ? 'running' : now.status });
      } else {
        log.add(data);
      }
      if (event === 'status' || event === 'verdict') {
        look();
      }
      measure();
    }
    await renew();
    measure();
  }
  async function renew() {
    const before = now.status;
    show(await api.get(path, { signal }));
    if (now.status !== before) {
      announce(`The job is ${now.status}.`);
    }
  }
}

/** Does it now, or a little later when it has been done just before. */
function paced(action, milliseconds, signal) {
  let waiting = false;
  let last = 0;
  return () => {
    if (!waiting) {
      waiting = true;
      setTimeout(() => {
        waiting = false;
        last = Date.now();
        signal.aborted || action().catch(() => {}); // the next look may succeed
      }, Math.max(0, last + milliseconds - Date.now()));
    }
  };
}
