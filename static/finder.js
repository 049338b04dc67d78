// A search box for places that answers while one types: an editable combobox with a list, after the
// WAI-ARIA Authoring Practices. Names come from an index that is fetched once, when the box is
// entered; whatever is shown is set as text, never as markup. docs/adr/0066 says why it is here.
const MOST = 8;
const POINTS = { exact: 100, other: 90, start: 80, otherStart: 70, word: 60, inside: 50 };
const indexes = new Map();
const boxes = new WeakMap();

// As placelib/areas/normalise.py does it: lower case, without accents and marks, "&" as "and".
export function simplify(text) {
  return text.replaceAll('&', ' and ').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
    .replace(/[’'`´]/g, '').replace(/[^a-z0-9]+/g, ' ').trim()
    .split(' ').map((word) => (word === 'saint' ? 'st' : word)).join(' ').replace(/^the /, '');
}

function score(form, [plain, , weight]) {
  const share = (9 * form.length) / plain.length;
  const isOther = weight === 2;
  if (plain === form) return (isOther ? POINTS.other : POINTS.exact) - (weight === 1 ? 5 : 0);
  if (plain.startsWith(form)) return (isOther ? POINTS.otherStart : POINTS.start) + share;
  if (isOther) return 0;
  if (` ${plain}`.includes(` ${form}`)) return POINTS.word + share;
  return form.length > 3 && plain.includes(form) ? POINTS.inside + share : 0;
}

// The places that a text may mean, best first: of several with equal claims a council comes before
// its county, authority and region, then the alphabet decides.
export function search(index, text) {
  const code = text.trim().toUpperCase();
  const position = index.areas.findIndex((area) => area[0] === code);
  if (position >= 0) return [{ position, why: 'its code', form: '', points: POINTS.exact }];
  const form = simplify(text);
  if (form.length < 2) return [];
  const best = new Map();
  for (const name of index.names) {
    const points = score(form, name) - (name[4] ? 0.5 : 0);
    if (points <= 0 || points <= (best.get(name[1])?.points ?? 0)) continue;
    best.set(name[1], { position: name[1], why: name[3], form: name[0], points });
  }
  const areas = index.areas;
  return [...best.values()].sort((one, two) => two.points - one.points
    || areas[one.position][3] - areas[two.position][3]
    || areas[one.position][1].localeCompare(areas[two.position][1], 'en')).slice(0, MOST);
}

function load(address) {
  if (!indexes.has(address)) {
    const fetched = fetch(new URL(address, document.baseURI)).then((answer) => {
      if (!answer.ok) throw new Error(`the index of places: ${answer.status}`);
      return answer.json();
    });
    fetched.catch(() => indexes.delete(address));
    indexes.set(address, fetched);
  }
  return indexes.get(address);
}

class Box {
  constructor(root) {
    this.input = root.querySelector('input');
    this.list = root.querySelector('[role="listbox"]');
    this.said = root.querySelector('[role="status"]');
    this.matches = [];
    this.active = -1;
    this.input.addEventListener('focus', () => load(this.data.index).catch(() => {}));
    this.input.addEventListener('input', () => this.answer());
    this.input.addEventListener('keydown', (event) => this.press(event));
    this.input.addEventListener('blur', () => this.close());
    // Before the box loses the focus, which would close the list under the pointer.
    this.list.addEventListener('pointerdown', (event) => event.preventDefault());
    this.list.addEventListener('click', (event) => {
      const option = event.target.closest('[role="option"]');
      if (option) this.choose([...this.list.children].indexOf(option));
    });
  }

  update({ data, setTriggerValue }) {
    this.data = data;
    this.send = (value) => setTriggerValue('chosen', value);
    const { input, list } = this;
    list.id = `places-${data.id}`;
    input.placeholder = data.placeholder;
    input.setAttribute('aria-label', data.label);
    input.setAttribute('aria-controls', list.id);
  }

  async answer() {
    const text = this.input.value;
    let index;
    try {
      index = await load(this.data.index);
    } catch {
      this.said.textContent = 'The list of places could not be fetched. Press Enter to search.';
      return;
    }
    // While it was fetched, more was typed: the answer to that is on its way.
    if (text !== this.input.value) return;
    this.matches = search(index, text);
    this.active = -1;
    this.list.replaceChildren(...this.matches.map((match, place) => {
      const [, name, detail] = index.areas[match.position];
      const option = document.createElement('li');
      option.id = `${this.list.id}-${place}`;
      option.setAttribute('role', 'option');
      option.setAttribute('aria-selected', 'false');
      const what = document.createElement('small');
      what.textContent = [detail, match.why].filter(Boolean).join(' · ');
      option.append(name, what);
      return option;
    }));
    this.index = index;
    const isLong = simplify(text).length > 1;
    this.show(isLong && this.matches.length > 0);
    const count = this.matches.length;
    this.said.textContent = !isLong ? '' : count === 0 ? 'No name like that yet. Press Enter to search further.'
      : count === 1 ? '1 place' : `${count} places, use the arrow keys`;
    this.said.classList.toggle('finder-note', isLong && count === 0);
  }

  press(event) {
    const { key } = event;
    if (event.isComposing) return;
    const last = this.matches.length - 1;
    if ((key === 'ArrowDown' || key === 'ArrowUp') && last >= 0) {
      event.preventDefault();
      this.show(true);
      const step = key === 'ArrowDown' ? 1 : -1;
      const from = this.active < 0 && step < 0 ? last + 1 : this.active;
      this.point((from + step + last + 1) % (last + 1));
    } else if (key === 'Enter') {
      event.preventDefault();
      if (this.active >= 0) this.choose(this.active);
      else if (last === 0) this.choose(0);
      else if (this.input.value.trim()) this.leave({ text: this.input.value.slice(0, 80) });
    } else if (key === 'Escape' && (this.input.value || this.isOpen())) {
      event.preventDefault();
      if (!this.isOpen()) this.input.value = '';
      this.close();
    }
  }

  point(place) {
    this.active = place;
    [...this.list.children].forEach((option, position) =>
      option.setAttribute('aria-selected', String(position === place)));
    const option = this.list.children[place];
    this.input.setAttribute('aria-activedescendant', option.id);
    option.scrollIntoView({ block: 'nearest' });
  }

  choose(place) {
    const match = this.matches[place];
    this.leave({ area: this.index.areas[match.position][0], form: match.form });
  }

  leave(value) {
    this.input.value = '';
    this.matches = [];
    this.close();
    // The page that comes is another one: a phone's keyboard would cover half of it.
    this.input.blur();
    this.send(value);
  }

  isOpen() {
    return !this.list.hidden;
  }

  show(isShown) {
    this.list.hidden = !isShown;
    this.input.setAttribute('aria-expanded', String(isShown));
    this.input.removeAttribute('aria-activedescendant');
  }

  close() {
    this.active = -1;
    this.show(false);
    this.said.textContent = '';
    this.said.classList.remove('finder-note');
  }
}

export function attach(component) {
  const root = component.parentElement.querySelector('.finder-box');
  if (!boxes.has(root)) boxes.set(root, new Box(root));
  boxes.get(root).update(component);
}
