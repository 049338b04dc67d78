// What Streamlit's page lacks for people who use a keyboard, a screen reader or a small screen.
// docs/adr/0040 says why each is here; tests/browser/test_access.py holds Streamlit to its names.
(() => {
  'use strict';
  const NARROW = 768;
  const find = (id, inside = document) => inside.querySelector(`[data-testid="${id}"]`);

  // Streamlit writes white on its main colour, which on the dark page has to be light enough to be
  // read as text: 3.2:1. There the labels on a coloured ground get a darker blue, 5.3:1.
  // A link to a page and the label of a box to tick are cut off where they do not fit on one line.
  // The button of the menu is two arrows without a word.
  // Where a visitor has colours of their own (forced colours), the marks and swatches of our charts
  // keep theirs: without a ground they would not be there. All have words beside them.
  // While nothing of a page has come, Streamlit draws grey bars: here the bent line draws itself.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    [data-on-dark] [data-tag], [data-on-dark] button[kind^="primary"]:enabled {
      background-color: #2F6FA8;
    }
    :is([data-testid="stPageLink-NavLink"], [data-testid="stCheckbox"] label) :is(span, div, p) {
      white-space: normal; overflow: visible; text-overflow: clip;
    }
    [data-testid="stExpandSidebarButton"]::after { content: "Menu"; margin-inline: .35rem; }
    [data-testid="stAppSkeleton"] > * { display: none; }
    [data-testid="stAppSkeleton"] {
      min-height: 50vh; background: url(app/static/mark.svg) center / 6rem no-repeat;
    }
    [data-testid="stHtml"] :is(i, span):empty { forced-color-adjust: none; }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

  const said = document.createElement('div');
  said.setAttribute('role', 'status');
  said.style.cssText = 'position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)';

  // "Expand sidebar" is no name for what everybody calls the menu, and must hold the word shown.
  function menuIsCalledMenu() {
    find('stExpandSidebarButton')?.setAttribute('aria-label', 'Menu');
  }

  // A closed drawer keeps its links in the order of the Tab key, outside the screen.
  function closedDrawerIsOutOfTheWay() {
    const drawer = find('stSidebar');
    if (drawer) drawer.inert = drawer.dataset.collapsed === 'true';
  }

  // In a narrow window of a desktop, as at 400%, the drawer stays over the page that was chosen.
  function drawerClosesAfterAChoice(event) {
    if (innerWidth > NARROW || !event.target.closest('[data-testid="stSidebarNavLink"]')) return;
    setTimeout(() => {
      const drawer = find('stSidebar');
      if (drawer && drawer.dataset.collapsed !== 'true') {
        find('stSidebarCollapseButton', drawer)?.querySelector('button')?.click();
      }
    }, 100);
  }

  // The list of a page's parts lies over what was chosen in it, and over the page while one reads.
  function partsListCloses(event) {
    const list = document.querySelector('.parts-of-the-page details[open]');
    if (!list) return;
    if (event.key === 'Escape' && list.contains(document.activeElement)) {
      list.querySelector('summary').focus();
    } else if (event.type !== 'click' || event.target.closest?.('summary')?.parentElement === list) {
      return;
    }
    list.open = false;
  }

  // A link of ours to a page opens within the visit, as Streamlit's own do: loaded anew, a page would
  // know nothing of what was uploaded. Streamlit answers the browser's Back and Forward, and takes
  // this for one of them. What an embedded page is asked for stays in its address.
  function aPageOpensWithinTheVisit(event) {
    const link = event.target.closest?.('#root .page-link');
    const opensElsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || opensElsewhere) return;
    event.preventDefault();
    const address = new URL(link.href);
    for (const [name, value] of new URLSearchParams(location.search)) {
      if (name.startsWith('embed')) address.searchParams.append(name, value);
    }
    history.pushState({}, '', address);
    dispatchEvent(new PopStateEvent('popstate'));
    find('stMain')?.scrollTo(0, 0);
  }

  // A table wider than the screen scrolls in its own box, which a keyboard must be able to enter.
  function wideTablesCanBeReached() {
    for (const table of document.querySelectorAll('[data-testid="stTable"] table')) {
      const box = table.parentElement;
      const wide = box.scrollWidth > box.clientWidth;
      if (wide === (box.tabIndex === 0)) continue;
      if (wide) {
        box.tabIndex = 0;
        box.setAttribute('role', 'region');
        box.setAttribute('aria-label', 'Table, wider than the screen');
      } else {
        for (const name of ['tabindex', 'role', 'aria-label']) box.removeAttribute(name);
      }
    }
  }

  // The text at the pointer begins at its right and below it: at a map's edge it would be cut off,
  // and stands on the other side. deck.gl writes it a picture after the pointer has moved.
  function mapTextStaysInside(event) {
    const map = event.target.closest?.('[data-testid="stDeckGlJsonChart"]');
    const text = map?.querySelector('.deck-tooltip');
    if (!text) return;
    requestAnimationFrame(() => requestAnimationFrame(() => {
      const edge = map.getBoundingClientRect();
      const { width, height } = text.getBoundingClientRect();
      // A map that is drawn larger than it stands here moves its text by larger pixels too.
      const scale = width / text.offsetWidth || 1;
      const left = event.clientX + width > edge.right ? -Math.min(width, event.clientX - edge.left) : 0;
      const up = event.clientY + height > edge.bottom ? -Math.min(height, event.clientY - edge.top) : 0;
      text.style.translate = `${left / scale}px ${up / scale}px`;
    }));
  }

  // A wheel over a map would zoom it while somebody scrolls past. Only with the key held that means
  // zoom elsewhere too, or where the map fills the screen and nothing can scroll, is it the map's.
  function aWheelScrollsThePage(event) {
    const map = event.target.closest?.('[data-testid="stDeckGlJsonChart"]');
    const zooms = event.ctrlKey || event.metaKey || map?.clientHeight >= innerHeight * 0.95;
    if (map && !zooms) event.stopPropagation();
  }

  // Another page arrives without the browser noticing: its name is said, and the Tab key goes on
  // from its heading unless the visitor is already somewhere in it. The heading is what the page
  // found, so the name is that of the browser's tab: “Map – Bend the Line”.
  let path = location.pathname;
  let shown = '';
  let left = null;
  let until = 0;
  function aNewPageIsSaid() {
    const heading = find('stMain')?.querySelector('h1');
    if (location.pathname !== path) {
      path = location.pathname;
      left = shown;
      until = Date.now() + 5000;
    }
    const now = heading && !heading.closest('[data-stale="true"]') ? heading.textContent : '';
    if (left === null) {
      shown = now || shown;
    } else if (now && now !== left) {
      left = null;
      shown = now;
      said.textContent = document.title;
      const on = document.activeElement;
      if (!on || on === document.body || on.closest('nav') || on.dataset.testid === 'stMain') {
        heading.tabIndex = -1;
        // Read out, and nothing to press: a ring round it would only be in the way.
        heading.style.outline = 'none';
        heading.focus({ preventScroll: true });
      }
    } else if (Date.now() > until) {
      left = null;
    }
  }

  function tidy() {
    const app = find('stApp');
    if (!app) return;
    const dark = getComputedStyle(app).colorScheme === 'dark';
    document.documentElement.toggleAttribute('data-on-dark', dark);
    menuIsCalledMenu();
    closedDrawerIsOutOfTheWay();
    wideTablesCanBeReached();
    aNewPageIsSaid();
  }

  let waiting = false;
  function soon() {
    if (waiting) return;
    waiting = true;
    setTimeout(() => { waiting = false; tidy(); }, 100);
  }

  document.addEventListener('DOMContentLoaded', () => {
    document.body.append(said);
    document.addEventListener('click', drawerClosesAfterAChoice);
    document.addEventListener('click', aPageOpensWithinTheVisit);
    document.addEventListener('click', partsListCloses);
    document.addEventListener('keydown', partsListCloses);
    document.addEventListener('pointermove', mapTextStaysInside);
    document.addEventListener('wheel', aWheelScrollsThePage, { capture: true, passive: true });
    addEventListener('resize', soon);
    new MutationObserver(soon).observe(document.body, {
      subtree: true, childList: true, attributes: true,
      attributeFilter: ['data-collapsed', 'data-stale', 'class'],
    });
    soon();
  });
})();
