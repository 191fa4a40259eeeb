import { announce, h } from '../js/dom.js';
import { bytes, duration, number } from '../js/format.js';

/** What the dry run says of a job: `wait` until it is there, `show` it, or `clear` it where it would be refused. */
export function costPreview() {
  const element = h('div', { className: 'cost-figures' });
  const wait = () => element.setAttribute('aria-busy', 'true');
  const clear = () => {
    element.removeAttribute('aria-busy');
    element.replaceChildren();
  };
  const show = cost => {
    clear();
    const total = cost.secondsPerEpoch === null ? null : cost.secondsPerEpoch * cost.spec.epochs;
    const figures = {
      Time: total === null ? 'unknown' : `about ${duration(total)}`,
      'Per epoch': cost.secondsPerEpoch === null ? 'unknown' : duration(cost.secondsPerEpoch),
      Memory: bytes(cost.memoryBytes),
      Parameters: number(cost.parameters),
      'Steps per epoch': number(cost.stepsPerEpoch),
      Epochs: `at most ${number(cost.spec.epochs)}`,
    };
    element.append(
      h('dl', { className: 'figures' }, Object.entries(figures).map(([term, value]) => h('div', {}, h('dt', {}, term), h('dd', {}, value)))),
      ...cost.warnings.length > 0 ? [h('ul', { className: 'warnings' }, cost.warnings.map(warning => h('li', {}, warning)))] : []);
    announce(`It takes ${figures.Time} and ${figures.Memory}.`);
  };
  element.append(h('p', { className: 'soft' }, 'Measuring …'));
  return { element, wait, show, clear };
}
