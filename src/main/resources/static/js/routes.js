/** The views: their address after `#/`, their module in /views/, and where they stand in the navigation. */
export const groups = [
  { title: 'Learn', views: [
    { path: 'corpora', title: 'Corpora', module: 'corpora' },
    { path: 'train', title: 'Train', module: 'train' },
    { path: 'jobs', title: 'Jobs', module: 'jobs' },
    { path: 'compare', title: 'Compare', module: 'compare' }] },
  { title: 'Write', views: [
    { path: 'models', title: 'Models', module: 'models' },
    { path: 'generate', title: 'Generate', module: 'generate' }] },
  { title: 'See inside', views: [
    { path: 'trace', title: 'Trace', module: 'trace' },
    { path: 'gradient-flow', title: 'Gradient flow', module: 'gradient-flow' }] },
];

/** One of them, or the first. */
export function viewOf(path) {
  const views = groups.flatMap(group => group.views);
  return views.find(view => view.path === path) ?? views[0];
}
