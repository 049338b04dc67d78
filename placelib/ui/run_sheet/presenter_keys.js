// Tells the app which way a presenter's keyboard or clicker points: next, previous, or leave.
const WAYS = {
  ArrowRight: 'next', PageDown: 'next', ArrowLeft: 'previous', PageUp: 'previous', Escape: 'leave',
};
const OWN = 'input, textarea, select, [contenteditable="true"], [role="slider"], [role="radiogroup"]';

export default function (component) {
  const { setTriggerValue } = component;
  const heard = (event) => {
    const way = WAYS[event.key];
    const at = event.composedPath()[0];
    const busy = at instanceof Element && at.closest(OWN);
    if (!way || busy || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    setTriggerValue('go', way);
  };
  document.addEventListener('keydown', heard);
  return () => document.removeEventListener('keydown', heard);
}
