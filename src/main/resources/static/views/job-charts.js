import { chartControls } from '../js/chart-controls.js';
import { lineChart } from '../js/chart.js';
import { h } from '../js/dom.js';
import { check } from '../js/field.js';
import { short } from '../js/format.js';
import { smoothed } from '../js/smoothing.js';

/** Loss, and the gradient's norm with the line at which it is cut, over the steps of a job. */
export async function jobCharts(section, spec, signal) {
  const controls = chartControls(() => draw(), { smoothing: 0.6 });
  const layers = check('Layer by layer', { onchange: () => draw() });
  const [lossPlace, normPlace] = [h('div', {}), h('div', {})];
  const advice = h('p', { className: 'help' });
  section.append(
    h('section', { className: 'sheet' }, h('h2', {}, 'Loss'), controls.element, lossPlace),
    h('section', { className: 'sheet' }, h('h2', {}, 'Gradient norm before clipping'), layers.element, normPlace, advice));
  const loss = await lineChart(lossPlace, { label: 'Loss by step', xLabel: 'step', yLabel: 'nats per token', signal });
  const norm = await lineChart(normPlace, { label: 'Gradient norm by step', xLabel: 'step', yLabel: 'L2 norm', signal });
  let points = [];
  let suggested = null;

  function draw() {
    if (points.length > 0) {
      loss.show(lossOf(points, controls.smoothing(), controls.isLog()));
      norm.show(normsOf(points, spec.gradientClipping, suggested, layers.control.checked));
    }
    layers.element.hidden = !points.some(point => point.layerGradientNorms);
  }
  draw();
  return {
    show(all) {
      points = all;
      draw();
    },
    suggest(threshold) {
      suggested = threshold ?? null;
      advice.textContent = suggested === null ? '' : `From these norms a threshold of ${short(suggested)} would be suggested.`;
    },
  };
}

function lossOf(points, factor, logY) {
  const train = points.map(point => point.trainLoss);
  const validation = points.map(point => point.validationLoss);
  const last = points.at(-1);
  const series = [{ label: 'train', tone: 1 }, { label: 'validation', tone: 2, points: true }];
  const data = [points.map(point => point.step), smoothed(train, factor), validation];
  if (factor > 0) {
    series.push({ label: 'unsmoothed', tone: 1, width: 0.5 });
    data.push(train);
  }
  return { series, data, logY, summary: `At step ${last.step} the training loss is ${short(last.trainLoss)}, `
    + `the latest validation loss ${short(validation.findLast(value => value !== null))}` };
}

function normsOf(points, clipping, suggested, byLayer) {
  const names = byLayer ? Object.keys(points.findLast(point => point.layerGradientNorms)?.layerGradientNorms ?? {}) : [];
  const line = value => points.map(() => value);
  const cut = ['globalNorm', 'perLayerNorm'].includes(clipping.type) ? clipping.threshold : null;
  const shown = [
    { label: 'all', tone: 1, values: points.map(point => point.gradientNorm) },
    ...names.map((name, i) => ({ label: name, tone: i % 5 + 3, width: 1.25, values: points.map(point => point.layerGradientNorms?.[name] ?? null) })),
    ...cut === null ? [] : [{ label: 'clipped above', tone: 2, dash: [8, 5], values: line(cut) }],
    ...suggested === null ? [] : [{ label: 'suggested', tone: 8, dash: [2, 4], values: line(suggested) }],
  ];
  return {
    series: shown.map(({ values, ...series }) => series),
    data: [points.map(point => point.step), ...shown.map(one => one.values)],
    logY: true,
    summary: `At step ${points.at(-1).step} it is ${short(points.at(-1).gradientNorm)}`,
  };
}
