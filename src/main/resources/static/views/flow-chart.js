import { lineChart } from '../js/chart.js';
import { h } from '../js/dom.js';
import { number, short } from '../js/format.js';

/**
 * Gradients by time lag, as lines on a logarithmic axis and as a table.
 *
 * @param flows `[{name, gradientNorms, halfLife, verdict, parameterGradientNorm?, clippedGradientNorm?, clipped?}]`
 */
export async function flowChart(place, flows, signal) {
  const lags = Math.max(...flows.map(flow => flow.gradientNorms.length));
  const chart = h('div', {});
  place.replaceChildren(chart, table(flows, lags));
  const lines = await lineChart(chart, { label: 'Gradient norm by steps before the loss', xLabel: 'steps before the loss', yLabel: 'gradient norm', height: 360, signal });
  lines.show({
    series: flows.map((flow, i) => ({ label: flow.name, tone: i % 8 + 1, dash: i % 2 ? [8, 4] : undefined })),
    data: [Array.from({ length: lags }, (_, lag) => lag), ...flows.map(flow => flow.gradientNorms)],
    logY: true,
    summary: flows.map(flow => `${flow.name} ${flow.verdict}`).join('; '),
  });
}

function table(flows, lags) {
  const isClipped = flows.some(flow => flow.clipped !== undefined);
  const last = lags - 1;
  const middle = Math.min(100, Math.floor(last / 2));
  const head = ['', 'Verdict', 'Half-life, steps', `Norm at lag 0`, ...new Set([`at lag ${middle}`, `at lag ${last}`]),
    ...isClipped ? ['Parameter gradient', 'after clipping'] : []];
  const figures = flow => [
    number(flow.halfLife, 1), ...[...new Set([0, middle, last])].map(lag => norm(flow.gradientNorms[lag])),
    ...isClipped ? [norm(flow.parameterGradientNorm), flow.clipped ? norm(flow.clippedGradientNorm) : 'as it was'] : []];
  return h('div', { className: 'table' }, h('table', {},
    h('caption', { className: 'unseen' }, 'What becomes of the gradient'),
    h('thead', {}, h('tr', {}, head.map((title, i) => h('th', { scope: 'col', className: i > 1 ? 'number' : '' }, title)))),
    h('tbody', {}, flows.map(flow => h('tr', {}, h('th', { scope: 'row' }, flow.name),
      h('td', {}, h('span', { className: `badge ${flow.verdict}` }, flow.verdict)),
      figures(flow).map(text => h('td', { className: 'number' }, text)))))));
}

/** Null is what float32 does not hold. */
function norm(value) {
  return value === null ? 'beyond 3e38' : value === 0 ? 'below 1e-45' : short(value);
}
