// A square to tap: across is understanding, up is leverage. Two sliders below it do the same for the
// keyboard and for fine moves. Everything written comes from `data` as text or numbers.
const SVG = 'http://www.w3.org/2000/svg';
const LEFT = 30, TOP = 8, SIDE = 282;

function add(parent, name, look, text) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(look)) element.setAttribute(key, value);
  if (text !== undefined) element.textContent = text;
  parent.appendChild(element);
  return element;
}

const at = ([x, y]) => [LEFT + (x / 100) * SIDE, TOP + SIDE - (y / 100) * SIDE];

function mark(svg, shape, place, size, look) {
  const [x, y] = at(place);
  if (shape === 'diamond') {
    add(svg, 'path', { d: `M${x} ${y - size}L${x + size} ${y}L${x} ${y + size}L${x - size} ${y}Z`, ...look });
  } else if (shape === 'triangle') {
    add(svg, 'path', { d: `M${x} ${y - size}L${x + size} ${y + size * 0.8}H${x - size}Z`, ...look });
  } else {
    add(svg, 'circle', { cx: x, cy: y, r: size, ...look });
  }
}

function draw(svg, data, place) {
  svg.replaceChildren();
  const [right, middle] = at([100, 50]);
  add(svg, 'rect', { x: LEFT, y: TOP, width: SIDE, height: SIDE, rx: 6, fill: data.ground, stroke: data.edge });
  add(svg, 'rect', { x: LEFT + SIDE / 2, y: TOP, width: SIDE / 2, height: SIDE / 2, rx: 6, fill: data.tint, opacity: 0.35 });
  const [x1, y1] = at([0, 100]);
  const [x2, y2] = at([100, 0]);
  add(svg, 'line', { x1, y1, x2, y2, stroke: data.edge, 'stroke-dasharray': '6 5', 'stroke-width': 2 });
  const words = { fill: data.text, 'font-size': 16 };
  add(svg, 'text', { x: right, y: TOP + SIDE + 22, 'text-anchor': 'end', ...words }, 'knows the place better →');
  add(svg, 'text', { transform: `translate(18 ${TOP}) rotate(-90)`, 'text-anchor': 'end', ...words }, 'has more power over money and rules →');
  for (const one of data.others) {
    mark(svg, one.shape, one.place, 9, { fill: one.colour, opacity: one.first ? 0.35 : 1, stroke: data.ground, 'stroke-width': 2 });
    const [x, y] = at(one.place);
    const end = one.place[0] > 50;
    add(svg, 'text', {
      x: end ? x - 14 : x + 14, y: y + 5, 'text-anchor': end ? 'end' : 'start', 'font-size': 15,
      fill: data.text, stroke: data.ground, 'stroke-width': 4, 'paint-order': 'stroke',
    }, one.name);
  }
  if (place) {
    const [x, y] = at(place);
    const thin = { stroke: data.colour, 'stroke-width': 1.5, 'stroke-dasharray': '3 4' };
    add(svg, 'line', { x1: x, y1: y, x2: x, y2: TOP + SIDE, ...thin });
    add(svg, 'line', { x1: LEFT, y1: y, x2: x, y2: y, ...thin });
    mark(svg, data.shape, place, 14, { fill: data.colour, stroke: data.ground, 'stroke-width': 3 });
  }
}

export default function (component) {
  const { data, parentElement, setStateValue } = component;
  const svg = parentElement.querySelector('svg');
  const ranges = [...parentElement.querySelectorAll('input')];
  const said = [...parentElement.querySelectorAll('b')];
  const controls = parentElement.querySelector('.fine');
  // What was tapped here counts until the square is another one; a rerun never takes it back.
  if (parentElement.btlOf !== data.of) {
    parentElement.btlOf = data.of;
    parentElement.btlPlace = data.place;
  }
  const show = () => {
    const place = parentElement.btlPlace;
    draw(svg, data, place);
    ranges.forEach((one, n) => { if (place) one.value = place[n]; });
    said.forEach((one, n) => { one.textContent = place ? place[n] : '–'; });
  };
  const put = (place) => {
    parentElement.btlPlace = place;
    show();
    setStateValue('place', place);
  };
  const bounded = (value) => Math.min(100, Math.max(0, Math.round(value)));
  controls.hidden = data.locked;
  svg.style.cursor = data.locked ? 'default' : 'crosshair';
  svg.setAttribute('aria-label', data.label);
  svg.onclick = data.locked ? null : (event) => {
    const box = svg.getBoundingClientRect();
    const scale = 320 / box.width;
    const x = ((event.clientX - box.left) * scale - LEFT) / SIDE;
    const y = 1 - ((event.clientY - box.top) * scale - TOP) / SIDE;
    put([bounded(100 * x), bounded(100 * y)]);
  };
  ranges.forEach((one, n) => {
    one.oninput = () => {
      const place = [...(parentElement.btlPlace || ranges.map((range) => Number(range.value)))];
      place[n] = Number(one.value);
      parentElement.btlPlace = place;
      show();
    };
    one.onchange = () => put(parentElement.btlPlace || ranges.map((range) => Number(range.value)));
  });
  show();
}
