import { all, api } from '../js/api.js';
import { chartControls } from '../js/chart-controls.js';
import { joined, lineChart } from '../js/chart.js';
import { emptyState } from '../js/choices.js';
import { h } from '../js/dom.js';
import { check, field, select } from '../js/field.js';
import { fixed, number, short } from '../js/format.js';
import { problemBox } from '../js/problem.js';
import { smoothed } from '../js/smoothing.js';

const MOST = 8;

/** The losses of several jobs on one chart: `#/compare?jobs=<id>,<id>`. */
export default async function compare(section, { query, signal }) {
  const jobs = (await all('/training-jobs', { signal, limit: 100 })).filter(job => job.progress.step > 0);
  if (jobs.length === 0) {
    section.append(emptyState('There is no job with a loss yet.', '#/train', 'Train a model'));
    return;
  }
  const wanted = query.get('jobs')?.split(',') ?? jobs.slice(0, 2).map(job => job.id);
  const points = new Map();
  const place = h('div', {});
  const which = select([['validationLoss', 'validation'], ['trainLoss', 'training']], { onchange: () => draw() });
  const controls = chartControls(() => draw());
  const boxes = jobs.map(job => ({ job, ...check(nameOf(job), { checked: wanted.includes(job.id), onchange: () => draw() }) }));
  section.append(
    h('fieldset', { className: 'sheet choices' }, h('legend', {}, `Jobs, at most ${MOST}`), boxes.map(box => box.element)),
    h('section', { className: 'sheet' }, h('h2', {}, 'Loss'),
      h('div', { className: 'chart-controls' }, field('Loss of', which), controls.element), place));
  const chart = await lineChart(place, { label: 'Loss by step', xLabel: 'step', yLabel: 'nats per token', signal });
  await draw();

  async function draw() {
    const chosen = boxes.filter(box => box.control.checked).map(box => box.job);
    boxes.forEach(box => { box.control.disabled = !box.control.checked && chosen.length >= MOST; });
    try {
      for (const job of chosen.filter(one => !points.has(one.id))) {
        points.set(job.id, await api.get(`/training-jobs/${job.id}/metrics`, { signal }));
      }
      if (chosen.length > 0) {
        await plot(chosen);
      }
    } catch (failure) {
      signal.aborted || section.append(problemBox(failure));
    }
  }
  async function plot(chosen) {
    const columns = chosen.map(job => {
      const measured = points.get(job.id).filter(point => point[which.value] !== null);
      return [measured.map(point => point.step), smoothed(measured.map(point => point[which.value]), controls.smoothing())];
    });
    chart.show({
      series: chosen.map(job => ({ label: nameOf(job), tone: jobs.indexOf(job) % MOST + 1, points: which.value === 'validationLoss' })),
      data: await joined(columns),
      logY: controls.isLog(),
      summary: chosen.map((job, i) => `${nameOf(job)}: ${short(columns[i][1].at(-1))}`).join('; '),
    });
  }
}

function nameOf({ id, modelName, spec, metrics }) {
  const { cell, layers, hiddenSize } = spec.network;
  return `${modelName} · ${cell} ${layers} × ${number(hiddenSize)} · ${fixed(metrics.validationLoss ?? metrics.trainLoss, 3)} · ${id.slice(-4)}`;
}
