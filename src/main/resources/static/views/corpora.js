import { all } from '../js/api.js';
import { h } from '../js/dom.js';

/** The corpora of the service. */
export default async function corpora(section, { signal }) {
  for (const corpus of await all('/corpora', { signal })) {
    section.append(h('p', {}, corpus.name));
  }
}
