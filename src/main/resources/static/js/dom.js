/**
 * An element. What an attribute is named after: a listener (`onclick`), a property of the element (`className`, `disabled`,
 * `textContent`), or else an attribute (`aria-describedby`, `data-pointer`). Children are nodes or texts; texts stay texts.
 * What is null or false is left out.
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    set(element, name, value);
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

function set(element, name, value) {
  if (value === null || value === undefined) {
    return;
  }
  if (name.startsWith('on')) {
    element.addEventListener(name.slice(2), value);
  } else if (name in element && name !== 'list' && name !== 'form') {
    element[name] = value;
  } else if (value !== false) {
    element.setAttribute(name, value === true ? '' : value);
  }
}

let ids = 0;

/** An id that nothing else on the page has. */
export function freshId(prefix = 'id') {
  return `${prefix}-${++ids}`;
}

/** Tells what has happened to those who do not see it. */
export function announce(text) {
  document.getElementById('announcements').textContent = text;
}

/** Lets one call of `action` end before the next begins; of those that come meanwhile only the last one counts. */
export function oneAtATime(action) {
  let isBusy = false;
  let isWanted = false;
  return async () => {
    isWanted = true;
    if (isBusy) {
      return;
    }
    isBusy = true;
    while (isWanted) {
      isWanted = false;
      await action();
    }
    isBusy = false;
  };
}

/** Calls `action` when nothing has come for a while. */
export function debounced(action, milliseconds) {
  let timer;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...values), milliseconds);
  };
}
