import { announce, h } from '../js/dom.js';
import { fixed, number, time } from '../js/format.js';

const SAMPLES = 20;

/** What happened to a job: what it wrote after each epoch, and everything else by its number; the latest first. */
export function jobLog() {
  const samples = h('div', { className: 'samples', tabIndex: 0, role: 'group', 'aria-label': 'Samples' }, h('p', { className: 'soft' }, 'After each epoch the network writes something.'));
  const list = h('ol', { className: 'log', reversed: true, tabIndex: 0, 'aria-label': 'Events' });
  let isEmpty = true;
  const add = event => {
    if (event.type === 'sample') {
      isEmpty && samples.replaceChildren();
      isEmpty = false;
      samples.prepend(sample(event.data));
      [...samples.children].slice(SAMPLES).forEach(old => old.remove());
    }
    if (event.type === 'warning') {
      announce(event.data.message);
    }
    if (event.type === 'epoch') {
      announce(sentenceOf(event));
    }
    list.prepend(h('li', { value: event.number }, h('span', { className: 'soft' }, time(event.createdAt)), ` ${sentenceOf(event)}`));
  };
  return { add, element: h('div', {},
    h('section', { className: 'sheet' }, h('h2', {}, 'What it writes'), samples),
    h('details', {}, h('summary', {}, 'What happened'), list)) };
}

function sample({ epoch, text }) {
  return h('figure', {}, h('figcaption', {}, `After epoch ${number(epoch)}`), h('blockquote', { className: 'written' }, text));
}

function sentenceOf({ type, data }) {
  switch (type) {
    case 'status': return `It is ${data.status} (attempt ${data.attempt}).`;
    case 'epoch': return `Epoch ${data.epoch} ended: training ${fixed(data.trainLoss, 3)}, validation ${fixed(data.validationLoss, 3)}${data.best ? ', the best so far' : ''}.`;
    case 'sample': return `It wrote a text after epoch ${data.epoch}.`;
    case 'checkpoint': return `A checkpoint was written at step ${data.step}.`;
    case 'warning': return data.message;
    case 'verdict': return `Verdict: ${data.kind}.`;
    default: return type;
  }
}
