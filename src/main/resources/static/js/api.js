import { askForKey, authorization } from './key.js';

const ROOT = '/api/v1';

/**
 * An answer that is a problem (RFC 9457), or none at all. `errors` are those of single fields: `{pointer, detail}`; `retryAfter`
 * are seconds, where it may be otherwise then.
 */
export class Problem extends Error {
  constructor({ status = 0, title = 'The request failed', detail = '', errors = [], retryAfter = null, ...more }) {
    super(detail || title);
    Object.assign(this, { status, title, detail, errors, retryAfter, more });
  }
}

/** The answer to a request, whatever it holds; a path below /api/v1, or from the root with `//`. */
export async function fetched(method, path, { headers = {}, body, signal } = {}) {
  const url = path.startsWith('//') ? path.slice(1) : ROOT + path;
  let response;
  try {
    response = await fetch(url, { method, headers: { ...authorization(), ...headers }, body, signal });
  } catch (failure) {
    if (signal?.aborted) {
      throw failure;
    }
    throw new Problem({ title: 'The service does not answer', detail: 'Is it running? The browser could not reach it.' });
  }
  if (!response.ok) {
    throw await problem(response);
  }
  return response;
}

async function problem(response) {
  const isJson = /json/.test(response.headers.get('Content-Type') ?? '');
  const told = isJson ? await response.json().catch(() => ({})) : {};
  const retryAfter = Number(response.headers.get('Retry-After')) || null;
  const found = new Problem({ title: response.statusText, ...told, status: response.status, retryAfter });
  if (response.status === 401) {
    askForKey(found.detail || 'The service asks for a key.');
  }
  return found;
}

const json = value => ({ headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(value) });

async function told(answer) {
  const response = await answer;
  return response.status === 204 ? null : response.json();
}

export const api = {
  get: (path, options) => told(fetched('GET', path, options)),
  post: (path, value, options) => told(fetched('POST', path, { ...options, ...(value === undefined ? {} : json(value)) })),
  put: (path, value, options) => told(fetched('PUT', path, { ...options, ...json(value) })),
  delete: (path, options) => told(fetched('DELETE', path, options)),
  /** Sends a form with files. */
  upload: (path, form, options) => told(fetched('POST', path, { ...options, body: form })),
  /** A request whose answer is a stream of events: see sse.js. */
  stream: (path, value, options) => fetched('POST', path, {
    ...options, body: JSON.stringify(value), headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream' },
  }),
};

/** All items of a list, page by page, at most so many. */
export async function all(path, { limit = 500, ...options } = {}) {
  const items = [];
  let after = null;
  do {
    const page = await api.get(`${path}${path.includes('?') ? '&' : '?'}limit=100${after ? `&after=${after}` : ''}`, options);
    items.push(...page.items);
    after = page.next;
  } while (after && items.length < limit);
  return items;
}

/** Saves what is there as a file; not a link, because a link carries no key. */
export async function download(path, fileName) {
  const response = await fetched('GET', path);
  const named = /filename="?([^";]+)/.exec(response.headers.get('Content-Disposition') ?? '')?.[1];
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = named ?? fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
