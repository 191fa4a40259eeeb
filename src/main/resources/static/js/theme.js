// Light or dark: what was chosen here before, else what the system says (css/base.css).
const chosen = localStorage.getItem('longhand.theme');
if (chosen) {
  document.documentElement.dataset.theme = chosen;
}
