import { h } from '../js/dom.js';
import { percent } from '../js/format.js';

/** Probabilities from which on a token has the colour of a class `p0` … `p4`, surprising to expected. */
const STEPS = [0.02, 0.1, 0.3, 0.7];

/** What the colours mean. */
export function legend() {
  const texts = ['below 2 %', '2 to 10 %', '10 to 30 %', '30 to 70 %', 'above 70 %'];
  return h('div', { className: 'legend' }, 'Probability of each token: ',
    texts.map((text, i) => h('span', { className: `token p${i}` }, text)));
}

/**
 * A text that grows by events of a stream. One of its tokens can be reached with the tab key, the others from there with the
 * arrow keys; what is focused or under the pointer is explained below the text.
 */
export function tokenText(index) {
  const text = h('div', { className: 'written', role: 'group', 'aria-label': `Text ${index + 1}, token by token: use the arrow keys` });
  const about = h('p', { className: 'about-token' }, 'Point at a token, or go through them with the arrow keys.');
  const explain = event => {
    const token = event.target.closest('.token');
    if (token) {
      about.textContent = explanations.get(token);
    }
  };
  const explanations = new WeakMap();
  text.addEventListener('pointerover', explain);
  text.addEventListener('focusin', explain);
  text.addEventListener('keydown', event => walk(text, event));
  const add = piece => {
    const { className, explanation } = described(piece);
    const token = h('span', { className, tabIndex: text.childElementCount === 0 ? 0 : -1 }, piece.text);
    explanations.set(token, explanation);
    text.append(token);
  };
  return { add, element: h('div', { className: 'sheet' }, text, about) };
}

/** Several tokens that only together are a whole character are as probable as all of them. */
function described({ text, tokens }) {
  const logprobs = tokens.map(token => token.logprob).filter(logprob => logprob !== undefined);
  if (logprobs.length === 0) {
    return { className: 'token', explanation: `${shown(text)}: its probability is not known.` };
  }
  const probability = Math.exp(logprobs.reduce((sum, logprob) => sum + logprob, 0));
  const others = (tokens.at(-1).topLogprobs ?? []).map(one => `${shown(one.text)} ${percent(Math.exp(one.logprob), 1)}`);
  return {
    className: `token p${STEPS.filter(step => probability >= step).length}`,
    explanation: `${shown(text)} ${percent(probability, 1)}` + (others.length > 0 ? `. Most probable here: ${others.join(', ')}` : ''),
  };
}

function shown(text) {
  return `“${text.replaceAll('\n', '↵').replaceAll(' ', '␣')}”`;
}

function walk(text, event) {
  const step = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity }[event.key];
  const now = event.target.closest('.token');
  if (step === undefined || !now) {
    return;
  }
  event.preventDefault();
  const tokens = [...text.children];
  const next = tokens[Math.max(0, Math.min(tokens.length - 1, tokens.indexOf(now) + step))];
  now.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}
