import { askForKey } from './key.js';
import { startRouter } from './router.js';
import { themeSwitch } from './theme-switch.js';

const navigation = document.getElementById('navigation');
const menu = document.getElementById('menu');

/** The menu of narrow screens. */
function openMenu(isOpen) {
  menu.setAttribute('aria-expanded', isOpen);
  navigation.classList.toggle('open', isOpen);
}

menu.addEventListener('click', () => openMenu(menu.getAttribute('aria-expanded') !== 'true'));
navigation.addEventListener('click', event => event.target.closest('a') && openMenu(false));
addEventListener('keydown', event => {
  if (event.key === 'Escape' && menu.getAttribute('aria-expanded') === 'true') {
    openMenu(false);
    menu.focus();
  }
});
document.querySelector('.skip').addEventListener('click', event => {
  event.preventDefault(); // the address names the view
  document.getElementById('view').focus();
});
document.getElementById('key').addEventListener('click', () => askForKey());
themeSwitch(document.getElementById('theme'));
await startRouter(document.getElementById('view'), navigation);
performance.mark('interactive');
// the forms are made of it, and a service that has just started takes a while to write it
(globalThis.requestIdleCallback ?? setTimeout)(() => import('./openapi.js').then(module => module.openApi()).catch(() => {}));
