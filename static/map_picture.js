// Draws the map of the page once more as a picture: the graphics card that draws it on the page
// keeps nothing that could be saved. The shapes come from the file the page has fetched already.
import { lines, made } from './picture.js';

const WIDEST = 640;
const HIGHEST = 800;
const LEGEND = 300;
const APART = 24;
const METRES_A_DEGREE = 111_319;
const PATTERN = 8;
// Stripes, dots, checks and rings, in the order in which the legend counts them.
const PATTERNS = ['M-2 2L2 -2M0 8L8 0M6 10L10 6', 'M3 4h2', 'M0 0H8M0 0V8', 'M2 4a2 2 0 1 0 4 0a2 2 0 1 0 -4 0'];

const up = (latitude) =>
  (Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360)) * 180) / Math.PI;

function frame([west, south, east, north]) {
  const across = east - west;
  const along = up(north) - up(south);
  const scale = Math.min(WIDEST / across, HIGHEST / along);
  return {
    scale,
    width: across * scale,
    height: along * scale,
    place: ([x, y]) => [(x - west) * scale, (up(north) - up(y)) * scale],
  };
}

async function fetched(address) {
  const found = await fetch(new URL(address, document.baseURI));
  if (!found.ok) throw new Error(`The boundaries came with status ${found.status}`);
  return (await found.json()).features;
}

function path(rings, at) {
  const write = (point) => at.place(point).map((one) => one.toFixed(1)).join(' ');
  return rings.map((ring) => 'M' + ring.map(write).join('L')).join('');
}

// All rings of polygons, or all lines.
function rings({ type, coordinates }) {
  return type === 'MultiPolygon' ? coordinates.flat() : coordinates;
}

function inside(at, ring) {
  const points = ring.map(at.place);
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return (
    Math.max(...xs) >= 0 &&
    Math.min(...xs) <= at.width &&
    Math.max(...ys) >= 0 &&
    Math.min(...ys) <= at.height
  );
}

function patterns(ink) {
  const all = made('defs', {});
  PATTERNS.forEach((d, kind) => {
    const size = { width: PATTERN, height: PATTERN, patternUnits: 'userSpaceOnUse' };
    const one = made('pattern', { id: `gap-${kind}`, ...size });
    one.appendChild(
      made('path', { d, fill: 'none', stroke: ink, 'stroke-width': kind === 1 ? 2.4 : 1.2 }),
    );
    all.appendChild(one);
  });
  return all;
}

// The digit of an area is its class, from 5 on a kind of gap, and 9 elsewhere.
function area(feature, map, at) {
  const shapes = rings(feature.geometry).filter((ring) => inside(at, ring));
  const { i, name } = feature.properties;
  const digit = Number(map.classes[i]);
  const fill = map.fills[Number(map.faded[i])][digit];
  const one = made('g', {});
  const d = path(shapes, at);
  if (!d) return one;
  one.appendChild(made('title', {}, name));
  one.appendChild(made('path', { d, fill, stroke: fill, 'stroke-width': 0.3 }));
  if (digit >= 5 && digit < 9) one.appendChild(made('path', { d, fill: `url(#gap-${digit - 5})` }));
  return one;
}

function name([text, point, colour, metres], at) {
  const [x, y] = at.place(point);
  const size = (metres * at.scale) / METRES_A_DEGREE;
  const parts = text.split('\n');
  const group = made('g', { fill: colour, 'font-size': size, 'font-weight': 600 });
  parts.forEach((part, line) => {
    const down = y + (line - (parts.length - 1) / 2 + 0.33) * size * 1.05;
    group.appendChild(made('text', { x, y: down, 'text-anchor': 'middle' }, part));
  });
  return group;
}

async function drawn(map, at) {
  const picture = made('svg', { width: at.width, height: at.height, overflow: 'hidden' });
  picture.appendChild(patterns(map.colours.ink));
  for (const one of map.land ? await fetched(map.land) : []) {
    const d = path(rings(one.geometry), at);
    picture.appendChild(made('path', { d, fill: map.colours.land }));
  }
  for (const one of await fetched(map.areas)) picture.appendChild(area(one, map, at));
  for (const one of map.lines ? await fetched(map.lines) : []) {
    const look = { fill: 'none', stroke: map.colours.line, 'stroke-width': 2 };
    picture.appendChild(made('path', { d: path(rings(one.geometry), at), ...look }));
  }
  for (const one of map.names) picture.appendChild(name(one, at));
  const mark = { fill: 'none', stroke: map.colours.marked, 'stroke-width': 2.5 };
  if (map.outline.length) picture.appendChild(made('path', { d: path([map.outline], at), ...mark }));
  if (map.ring) {
    const [cx, cy] = at.place(map.ring);
    picture.appendChild(made('circle', { cx, cy, r: 14, ...mark }));
  }
  return picture;
}

function legend(map, page) {
  const group = made('g', {});
  let top = 0;
  const write = (text, x, size, look) => {
    for (const line of lines(text, LEGEND - x, size)) {
      top += size * 1.35;
      group.appendChild(made('text', { x, y: top, 'font-size': size, ...look }, line));
    }
  };
  for (const key of map.legend) {
    const box = { x: 1, y: top + 3, width: 30, height: 18, stroke: page.quiet };
    group.appendChild(made('rect', { ...box, fill: key.fill }));
    if (key.pattern !== null)
      group.appendChild(made('rect', { ...box, fill: `url(#gap-${key.pattern})` }));
    write(key.words, 42, 14, { fill: page.text });
    write(key.areas, 42, 12, { fill: page.quiet });
    if (key.chosen) write(key.chosen, 42, 14, { fill: map.colours.marked, 'font-weight': 700 });
    top += 6;
  }
  for (const note of map.notes) write(note, 0, 12, { fill: page.quiet });
  return { group, height: top };
}

export async function drawMap(map, page) {
  const at = frame(map.box);
  const copy = made('svg', {});
  copy.appendChild(await drawn(map, at));
  const key = legend(map, page);
  key.group.setAttribute('transform', `translate(${at.width + APART} 0)`);
  copy.appendChild(key.group);
  return { copy, width: at.width + APART + LEGEND, height: Math.max(at.height, key.height) };
}
