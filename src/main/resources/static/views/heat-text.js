import { h } from '../js/dom.js';
import { percent, short } from '../js/format.js';

const STEPS = [-1, -0.5, 0, 0.5, 1];
/** Ink stays readable on the strongest colour. */
const STRONGEST = 62;

/**
 * A text with a colour behind each token. One token can be reached with the tab key, the others from there with the arrow keys left
 * and right, home and end; up and down call `onstep(±1)`. What is focused or under the pointer is explained below.
 *
 * @param tokens `[{token, logprob}]`
 * @return `{element, show({name, values, details(t)})}`
 */
export function heatText(tokens, { onstep }) {
  const spans = tokens.map(({ token }, t) => h('span', { className: 'token heat', tabIndex: t === 0 ? 0 : -1 }, token));
  const text = h('div', { className: 'written heat-text', role: 'group', 'aria-label': 'The text, token by token: arrow keys left and right go through it, up and down through the units' }, spans);
  const about = h('p', { className: 'about-token' }, 'Point at a token, or go through them with the arrow keys.');
  const legend = h('div', { className: 'heat-legend' });
  let shown = null;
  let here = null;
  const explain = t => {
    here = t;
    about.textContent = explanation(tokens, t, shown);
  };
  const explainTarget = event => {
    const t = spans.indexOf(event.target.closest('.token'));
    if (t >= 0) {
      explain(t);
    }
  };
  text.addEventListener('pointerover', explainTarget);
  text.addEventListener('focusin', explainTarget);
  text.addEventListener('keydown', event => walk(spans, event, onstep));
  const show = next => {
    shown = next;
    const scale = Math.max(next.scale ?? 0, ...next.values.map(Math.abs)) || 1;
    spans.forEach((span, t) => paint(span, next.values[t] / scale));
    legend.replaceChildren(`${next.name}: `, ...STEPS.filter(step => step >= 0 || next.values.some(value => value < 0))
      .map(step => paint(h('span', {}, short(step * scale)), step)));
    if (here !== null) {
      explain(here);
    }
  };
  return { show, element: h('div', {}, legend, text, about) };
}

/** @param share from -1 to 1 */
function paint(span, share) {
  span.classList.add('heat');
  span.classList.toggle('below', share < 0);
  span.style.setProperty('--share', `${(STRONGEST * Math.abs(share)).toFixed(1)}%`);
  return span;
}

function explanation(tokens, t, { name, values, details }) {
  const { token, logprob } = tokens[t];
  const text = `“${token.replaceAll('\n', '↵').replaceAll(' ', '␣')}”`;
  const probability = logprob === null ? '' : ` Its probability was ${percent(Math.exp(logprob), 1)}.`;
  const more = details(t).map(([label, value]) => `${label} ${short(value)}`).join(', ');
  return `${text}, token ${t + 1}: ${name} ${short(values[t])}${more && `; ${more}`}.${probability}`;
}

function walk(spans, event, onstep) {
  const unit = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const step = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity }[event.key];
  const now = spans.indexOf(event.target);
  if (now < 0 || (unit === undefined && step === undefined)) {
    return;
  }
  event.preventDefault();
  if (unit !== undefined) {
    onstep(unit);
    return;
  }
  const next = spans[Math.max(0, Math.min(spans.length - 1, now + step))];
  spans[now].tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}
