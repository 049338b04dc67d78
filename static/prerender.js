// The prerendered copy of the page, which came with its HTML, gives way to it once Streamlit has drawn
// the same: in one step, so that nothing moves and nothing is read twice. docs/adr/0072 says why.
(() => {
  'use strict';
  const find = (id) => document.querySelector(`#root [data-testid="${id}"]`);
  const DRAWN = { stVegaLiteChart: 'canvas, svg', stDeckGlJsonChart: 'canvas' };
  const WAITING = '[data-stale="true"], [data-testid="stAppSkeleton"], [data-testid="stSkeleton"]';
  // Frames after its shapes have come until a map has drawn them: each waits for the one before.
  const PAINT_FRAMES = 4;
  // Milliseconds after which nobody waits for an answer any more.
  const PATIENCE = 30000;
  let prerendered;
  let drawn = false;
  let framesSinceShapes = 0;
  let press;

  // What is on the first screen: what lies further down does not hold it up.
  const isNear = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.top < innerHeight && box.bottom > 0;
  };

  function mapsAreDrawn() {
    if (!find('stDeckGlJsonChart')) return true;
    if (!framesSinceShapes && performance.getEntriesByType('resource')
      .some((entry) => entry.name.includes('/boundaries/') && entry.responseEnd)) countFrames();
    return framesSinceShapes > PAINT_FRAMES;
  }

  function countFrames() {
    framesSinceShapes += 1;
    if (framesSinceShapes <= PAINT_FRAMES) requestAnimationFrame(countFrames);
  }

  // A drawing of ours is there once its script has come.
  const isFilled = (component) => component.shadowRoot?.querySelector('svg');

  function isDrawn() {
    // A dialog speaks of something that went wrong, such as a lost connection.
    if (document.querySelector('[role="dialog"]')) return true;
    const app = find('stApp');
    if (!app || app.dataset.testConnectionState !== 'CONNECTED') return false;
    if (!['notRunning', 'compilationError'].includes(app.dataset.testScriptState)) return false;
    const main = find('stMainBlockContainer');
    if (!main?.querySelector('[data-testid="stElementContainer"]')) return false;
    if ([...main.querySelectorAll(WAITING)].some(isNear)) return false;
    for (const [id, mark] of Object.entries(DRAWN)) {
      const charts = [...main.querySelectorAll(`[data-testid="${id}"]`)].filter(isNear);
      if (charts.some((chart) => !chart.querySelector(mark))) return false;
    }
    const drawings = [...main.querySelectorAll('[data-testid="stBidiComponentIsolated"]')];
    if (drawings.some((drawing) => isNear(drawing) && !isFilled(drawing))) return false;
    return mapsAreDrawn();
  }

  // Where the reader is goes over to the page: how far down, and on which link.
  function giveWay() {
    const down = scrollY;
    const on = document.activeElement?.closest('#prerendered a');
    const same = on && [...document.querySelectorAll('#root a')].find((a) => a.href === on.href);
    prerendered.remove();
    scrollTo(0, 0);
    if (down) find('stMain')?.scrollTo(0, down);
    same?.focus({ preventScroll: true });
    performance.mark('page drawn');
    if (press && performance.now() - press.timeStamp < PATIENCE) pressAgain(press, down);
  }

  // What was pressed on this copy, which answers with its links alone, is pressed on the page.
  function pressAgain({ clientX, clientY, scrolled }, down) {
    const at = { clientX, clientY: clientY + scrolled - down };
    const target = document.elementFromPoint(at.clientX, at.clientY);
    if (!target?.closest('#root')) return;
    const all = { ...at, bubbles: true, cancelable: true, composed: true, view: window, detail: 1 };
    const pointer = { ...all, pointerId: 1, pointerType: 'mouse', isPrimary: true, button: 0 };
    target.closest('input, textarea, button, a, [tabindex]')?.focus({ preventScroll: true });
    target.dispatchEvent(new PointerEvent('pointerdown', { ...pointer, buttons: 1 }));
    target.dispatchEvent(new MouseEvent('mousedown', { ...all, buttons: 1 }));
    target.dispatchEvent(new PointerEvent('pointerup', pointer));
    target.dispatchEvent(new MouseEvent('mouseup', all));
    target.dispatchEvent(new MouseEvent('click', all));
  }

  function notePress(event) {
    if (!event.target.closest('#prerendered')) return;
    const { clientX, clientY, timeStamp } = event;
    const isAnswered = event.target.closest('a, summary');
    press = isAnswered ? undefined : { clientX, clientY, timeStamp, scrolled: scrollY };
  }

  // A look a frame; a page that is drawn at two on end gives way. At fifty milliseconds between
  // looks it stood drawn and unseen for longer than it takes to be drawn.
  function look() {
    const wasDrawn = drawn;
    drawn = isDrawn();
    if (drawn && wasDrawn) giveWay();
    else requestAnimationFrame(look);
  }

  document.addEventListener('DOMContentLoaded', () => {
    prerendered = document.getElementById('prerendered');
    if (prerendered) look();
  });
  // At once: the browser has read the whole document only when Streamlit's scripts have come.
  document.addEventListener('click', notePress);
})();
