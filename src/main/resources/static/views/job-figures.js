import { h } from '../js/dom.js';
import { duration, fixed, number, percent, short } from '../js/format.js';

/** How far a job is and how good its network is by now; what to know of it; what became of it. */
export function jobFigures() {
  const bar = h('progress', { max: 100, 'aria-label': 'Progress' });
  const figures = h('dl', { className: 'figures' });
  const notes = h('div', {});
  let noted = '';
  const show = job => {
    bar.value = job.progress.percent;
    figures.replaceChildren(...Object.entries(figuresOf(job)).map(([term, value]) => h('div', {}, h('dt', {}, term), h('dd', {}, value))));
    const notable = JSON.stringify([job.warnings, job.error, job.verdict]);
    if (notable !== noted) { // what is read aloud is not read again
      noted = notable;
      notes.replaceChildren(...notesOf(job));
    }
  };
  return { show, element: h('div', { className: 'sheet' }, bar, figures, notes) };
}

function figuresOf({ progress, metrics, status }) {
  const isRunning = status === 'running';
  return {
    Done: `${number(progress.percent, 1)} %`,
    Remaining: isRunning ? duration(progress.remainingSeconds) : '–',
    Speed: progress.tokensPerSecond ? `${number(progress.tokensPerSecond)} tokens/s` : '–',
    Epoch: `${number(progress.epoch)} of ${number(progress.epochs)}`,
    Step: `${number(progress.step)} of ${number(progress.totalSteps)}`,
    'Training loss': fixed(metrics.trainLoss, 3),
    'Validation loss': fixed(metrics.validationLoss, 3),
    Perplexity: short(metrics.perplexity),
    'Bits per character': fixed(metrics.bitsPerCharacter, 2),
    'Gradient norm': short(metrics.gradientNorm),
    'Steps clipped': percent(metrics.clippedShare, 1),
    'Learning rate': short(metrics.learningRate),
  };
}

function notesOf({ id, warnings, error, verdict }) {
  return [
    warnings.length > 0 && h('ul', { className: 'warnings' }, warnings.map(warning => h('li', {}, warning))),
    error && h('div', { className: 'problem', role: 'alert' }, h('p', { className: 'problem-title' }, `It failed: ${error.code}`), h('p', {}, error.message)),
    verdict && h('div', { className: 'verdict', role: 'status' },
      h('h2', {}, 'Verdict: ', h('span', { className: `badge ${verdict.kind}` }, verdict.kind)),
      h('p', {}, verdict.reason),
      verdict.tryNext && h('p', {}, `Next, set `, h('code', {}, verdict.tryNext.setting), ` to `, h('code', {}, String(verdict.tryNext.value)), `: ${verdict.tryNext.why}. `,
        h('a', { href: `#/train?job=${id}&set=${encodeURIComponent(verdict.tryNext.setting)}&to=${encodeURIComponent(verdict.tryNext.value)}` }, 'Do that'))),
  ].filter(note => note);
}
