/*
 * A view is a module in /views/, named in routes.js and imported when it is first opened. Its default export draws it:
 *
 *   export default async function trace(section, { params, query, signal, retitle }) { section.append(…); }
 *
 * `section` holds only the <h1>; headings of the view begin with <h2>. `params` are the parts of the address after the view's own
 * (`#/jobs/17` gives ['17']), `query` is what follows a `?` (URLSearchParams). `signal` aborts when the view is left: hand
 * it to api calls, streams and listeners. `retitle(text)` changes the heading. What it throws is shown as the problem that it is.
 *
 * For views: h, announce, debounced (dom.js), api, all, download (api.js), events (sse.js), field, showProblem (field.js,
 * problem.js), modelField (choices.js), lineChart (chart.js), number, duration, … (format.js).
 */
import { Problem } from './api.js';
import { h } from './dom.js';
import { problemBox } from './problem.js';
import { groups, viewOf } from './routes.js';

let leaving = new AbortController();

/** Draws the view of the address, now and whenever the address changes. */
export function startRouter(main, navigation) {
  navigation.append(...groups.flatMap(group => [
    h('p', { id: `group-${group.views[0].path}` }, group.title),
    h('ul', { 'aria-labelledby': `group-${group.views[0].path}` },
      group.views.map(view => h('li', {}, h('a', { href: `#/${view.path}` }, view.title))))]));
  const open = isFirst => show(main, navigation, isFirst);
  addEventListener('hashchange', () => location.hash !== '#view' && open(false));
  addEventListener('keychange', () => open(false));
  return open(true);
}

/** Goes to a view. */
export function go(address) {
  location.hash = `#/${address}`;
}

async function show(main, navigation, isFirst) {
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving;
  const [path, search = ''] = location.hash.replace(/^#\/?/, '').split('?');
  const [name, ...params] = path.split('/').map(decodeURIComponent);
  const view = viewOf(name);
  const heading = h('h1', { tabIndex: -1 }, view.title);
  const section = h('section', { className: `view ${view.path}`, 'aria-busy': 'true' }, heading);
  mark(navigation, view);
  const retitle = title => {
    heading.textContent = title;
    document.title = `${title} · Longhand`;
  };
  retitle(view.title);
  main.replaceChildren(section);
  if (!isFirst) {
    heading.focus();
    scrollTo(0, 0);
  }
  await draw(view, section, { params, query: new URLSearchParams(search), signal, retitle });
  section.removeAttribute('aria-busy');
}

async function draw(view, section, context) {
  try {
    const module = await import(`/views/${view.module}.js`).catch(() => {
      throw new Problem({ title: 'This view is not here', detail: 'Its module could not be loaded. Load the page again to try it again.' });
    });
    await module.default(section, context);
  } catch (failure) {
    if (!context.signal.aborted) {
      section.append(problemBox(failure));
    }
  }
}

function mark(navigation, view) {
  for (const link of navigation.querySelectorAll('a')) {
    if (link.getAttribute('href') === `#/${view.path}`) {
      link.setAttribute('aria-current', 'page');
    } else {
      link.removeAttribute('aria-current');
    }
  }
}
