// Puts a drawing of ours into the page itself, so that its words have the page's own font and its
// lines may move, and says which way a reader turns the page: with keys, or a finger moved across.
const SWIPE = 50; // pixels across, and more across than down
const WAYS = { ArrowRight: 'next', PageDown: 'next', ArrowLeft: 'previous', PageUp: 'previous' };
const BUSY = 'input, textarea, select, [contenteditable="true"], [role="slider"], '
  + '[role="radiogroup"], [role="combobox"], [role="menu"], [role="tablist"]';
const drawn = new WeakMap();

function draw(frame, { wide, narrow, alternative }) {
  // The same drawing is left alone: it would draw itself a second time.
  if (drawn.get(frame) === wide) return;
  drawn.set(frame, wide);
  frame.setAttribute('role', 'img');
  frame.setAttribute('aria-label', alternative);
  const pictures = [['wide', wide], ['narrow', narrow]].filter(([, source]) => source);
  frame.replaceChildren(...pictures.map(([kind, source]) => {
    const picture = new DOMParser().parseFromString(source, 'image/svg+xml').documentElement;
    const place = document.createElement('div');
    place.className = pictures.length > 1 ? kind : 'any';
    place.append(document.importNode(picture, true));
    return place;
  }));
}

export function attach({ data, parentElement, setTriggerValue }) {
  const frame = parentElement.querySelector('.drawing');
  draw(frame, data);
  if (!data.turns) return undefined;
  const press = (event) => {
    const at = event.composedPath()[0];
    const isBusy = at instanceof Element && at.closest(BUSY);
    const way = WAYS[event.key];
    if (!way || isBusy || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    setTriggerValue('go', way);
  };
  let start = null;
  const touch = (event) => { start = event.changedTouches[0]; };
  const lift = (event) => {
    const end = event.changedTouches[0];
    const across = end.clientX - start.clientX;
    const down = end.clientY - start.clientY;
    if (Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(down)) {
      setTriggerValue('go', across < 0 ? 'next' : 'previous');
    }
  };
  document.addEventListener('keydown', press);
  frame.addEventListener('touchstart', touch, { passive: true });
  frame.addEventListener('touchend', lift, { passive: true });
  return () => {
    document.removeEventListener('keydown', press);
    frame.removeEventListener('touchstart', touch);
    frame.removeEventListener('touchend', lift);
  };
}
