import { h } from './dom.js';

const LIBRARY = '/webjars/uplot/dist/uPlot.iife.min.js';
const STYLE = '/webjars/uplot/dist/uPlot.min.css';
const HEIGHT = 280;

let loading;

/** uPlot, loaded when the first chart is drawn. */
function uPlot() {
  loading ??= new Promise((resolve, reject) => {
    document.head.append(
      h('link', { rel: 'stylesheet', href: STYLE }),
      h('script', { src: LIBRARY, onload: () => resolve(globalThis.uPlot), onerror: () => reject(new Error('uPlot was not found')) }));
  });
  return loading;
}

/**
 * A chart of lines over numbers.
 *
 * @param label what a screen reader is told, before what `show` says
 * @return `show({series: [{label, tone, dash, points, width}], data: [xs, ys, …], logY, summary})` draws it; what is null in
 *     the data is left out. `tone` 1 to 8 is a colour of css/base.css, `dash` as of a canvas; a value below zero has no place on
 *     a logarithmic axis and is left out there.
 */
export async function lineChart(place, { label, xLabel, yLabel, height = HEIGHT, signal }) {
  const Plot = await uPlot();
  const frame = h('div', { className: 'chart', role: 'img', 'aria-label': label });
  place.append(frame);
  let shown = null;
  let plot = null;
  const drawAnew = () => {
    plot?.destroy();
    const size = { width: frame.clientWidth || 300, height };
    plot = new Plot({ ...options(frame, shown, xLabel, yLabel), ...size }, drawable(shown), frame);
  };
  const resize = new ResizeObserver(() => plot?.setSize({ width: frame.clientWidth || 300, height }));
  resize.observe(frame);
  addEventListener('themechange', () => shown && drawAnew(), { signal });
  signal?.addEventListener('abort', () => {
    resize.disconnect();
    plot?.destroy();
  });
  const show = next => {
    const isSame = shown && shown.logY === next.logY && JSON.stringify(shown.series) === JSON.stringify(next.series);
    shown = next;
    frame.setAttribute('aria-label', next.summary ? `${label}. ${next.summary}` : label);
    if (isSame) {
      plot.setData(drawable(shown));
    } else {
      drawAnew();
    }
  };
  return { show };
}

function drawable({ data, logY }) {
  return logY ? data.map((column, i) => i === 0 ? column : column.map(value => value > 0 ? value : null)) : data;
}

function options(frame, { series, logY }, xLabel, yLabel) {
  const colour = name => {
    frame.style.color = `var(--${name})`;
    const found = getComputedStyle(frame).color;
    frame.style.color = '';
    return found;
  };
  const axis = { stroke: colour('soft'), grid: { stroke: colour('line'), width: 1 }, ticks: { stroke: colour('line'), width: 1 } };
  const value = (_, v) => v === null || v === undefined ? '–' : Number(v.toPrecision(4)).toString();
  return {
    scales: { x: { time: false }, y: { distr: logY ? 3 : 1 } },
    axes: [
      { ...axis, label: xLabel, labelSize: 22, size: 34 },
      { ...axis, label: yLabel, labelSize: 22, size: 62, values: (_, ticks) => ticks.map(tick => tick === null ? '' : tickText(tick)) }],
    series: [{ label: xLabel, value }, ...series.map((one, i) => ({
      label: one.label, value, stroke: colour(`series-${one.tone ?? i % 8 + 1}`), width: one.width ?? 2, dash: one.dash,
      points: { show: one.points ?? false }, spanGaps: true,
    }))],
    cursor: { drag: { x: true, y: false } },
  };
}

function tickText(tick) {
  const size = Math.abs(tick);
  return size !== 0 && (size < 1e-3 || size >= 1e5) ? tick.toExponential(0) : Number(tick.toPrecision(6)).toString();
}

/** Several `[xs, ys]` over the xs of all of them. */
export async function joined(columns) {
  return (await uPlot()).join(columns);
}
