import { h } from './dom.js';

/** Loads a style sheet that only some views need, once, and waits for it. */
export function stylesheet(href) {
  return document.querySelector(`link[href="${href}"]`) ? Promise.resolve() : new Promise((resolve, reject) => {
    document.head.append(h('link', { rel: 'stylesheet', href, onload: resolve, onerror: () => reject(new Error(`${href} was not found`)) }));
  });
}
