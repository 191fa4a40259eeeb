import { api } from '../js/api.js';

/** Numbers that are asked for at a time: a few megabytes. */
const MOST_VALUES = 300_000;
/** Of a unit at a token. */
const VALUES = { lstm: 6, gru: 4, rnn: 1 };

/**
 * The trace of a text, asked for by blocks of units when they are looked at.
 *
 * @return `{first, at(layer, unit)}`: the answer that came first, and the values of a unit as `Map` of name to numbers, one a token
 */
export async function traceUnits(model, text, unknownCharacters, signal) {
  const { cell, hiddenSize } = model.network;
  // a token is one character or more
  const size = Math.max(1, Math.min(hiddenSize, Math.floor(MOST_VALUES / (VALUES[cell] * [...text].length))));
  const blocks = new Map();
  const block = (layer, number) => {
    const key = `${layer}/${number}`;
    if (!blocks.has(key)) {
      const units = Array.from({ length: Math.min(size, hiddenSize - number * size) }, (_, k) => number * size + k);
      const asked = api.post(`/models/${model.id}/trace`, { text, unknownCharacters, layers: [layer], units }, { signal });
      blocks.set(key, asked);
      asked.catch(() => blocks.delete(key)); // it may come the next time
    }
    return blocks.get(key);
  };
  const at = async (layer, unit) => {
    const number = Math.floor(unit / size);
    const [trace] = (await block(layer, number)).trace;
    const column = rows => rows.map(row => row[unit - number * size]);
    const series = new Map([['hidden state', column(trace.hidden)]]);
    if (trace.cell) {
      series.set('cell', column(trace.cell));
    }
    for (const [gate, rows] of Object.entries(trace.gates ?? {})) {
      series.set(gate === 'candidate' ? gate : `${gate} gate`, column(rows));
    }
    return series;
  };
  return { first: await block(0, 0), at };
}
