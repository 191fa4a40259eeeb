/** The button that turns light into dark and back; what is chosen stays. */
export function themeSwitch(button) {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const root = document.documentElement;
  const isDark = () => (root.dataset.theme ?? (system.matches ? 'dark' : 'light')) === 'dark';
  const show = () => {
    button.textContent = isDark() ? 'Light' : 'Dark';
    button.ariaLabel = isDark() ? 'Use light colours' : 'Use dark colours';
    dispatchEvent(new Event('themechange'));
  };
  button.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    localStorage.setItem('longhand.theme', root.dataset.theme);
    show();
  });
  system.addEventListener('change', show);
  show();
}
