import { fetched } from './api.js';

/**
 * The server-sent events of an answer, as `{event, data, id}` with the data parsed. By fetch and not by EventSource, which sends
 * neither a key nor a body.
 */
export async function* events(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return;
      }
      const blocks = (rest + value).split('\n\n');
      rest = blocks.pop();
      yield* blocks.map(parsed).filter(event => event.data !== undefined);
    }
  } finally {
    reader.cancel().catch(() => {}); // leaving early ends the work at the other end
  }
}

function parsed(block) {
  const event = { event: 'message', data: undefined, id: undefined };
  const data = [];
  for (const line of block.split('\n')) {
    const [, name, value] = /^(\w+): ?(.*)$/.exec(line) ?? [];
    if (name === 'data') {
      data.push(value);
    } else if (name) {
      event[name] = value;
    }
  }
  if (data.length > 0) {
    event.data = JSON.parse(data.join('\n'));
  }
  return event;
}

const RETRY = 2_000;

/**
 * The events at a path, from the first one on, until it ends by itself and no more are `wanted()`: when the connection breaks it
 * goes on after the last event that had an id.
 */
export async function* followed(path, { signal, wanted }) {
  let last = '0';
  do {
    try {
      const headers = { Accept: 'text/event-stream', 'Last-Event-ID': last };
      for await (const event of events(await fetched('GET', path, { headers, signal }))) {
        last = event.id ?? last;
        yield event;
      }
    } catch (failure) {
      if (signal.aborted || failure.status >= 400 && failure.status < 500 && failure.status !== 429) {
        throw failure;
      }
    }
    if (wanted()) {
      await new Promise(resolve => setTimeout(resolve, RETRY));
    }
  } while (wanted() && !signal.aborted);
}
