// A picture larger than its frame: dragged, scrolled, and made larger or smaller, also by keyboard.

const sizes = new WeakMap();

function resize(frame, factor) {
  const svg = frame.querySelector("svg");
  if (!sizes.has(svg)) sizes.set(svg, svg.getAttribute("width") * 1);
  const now = svg.getAttribute("width") * 1;
  const whole = Math.min(sizes.get(svg), frame.clientWidth - 2);
  const width = factor ? Math.min(Math.max(now * factor, whole / 2), sizes.get(svg) * 4) : whole;
  const { width: w, height: h } = svg.viewBox.baseVal;
  svg.setAttribute("width", width);
  svg.setAttribute("height", (width * h) / w);
}

const steps = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] };
const factors = { "+": 1.25, "=": 1.25, "-": 0.8, "−": 0.8, 0: 0 };

function drag(event) {
  const frame = event.target.closest("[data-picture]");
  if (!frame || event.button !== 0 || event.pointerType === "touch" || event.target.closest("a")) return;
  let { clientX: x, clientY: y } = event;
  const move = (to) => {
    frame.scrollBy(x - to.clientX, y - to.clientY);
    ({ clientX: x, clientY: y } = to);
  };
  const end = () => {
    frame.classList.remove("grabbed");
    removeEventListener("pointermove", move);
  };
  frame.classList.add("grabbed");
  addEventListener("pointermove", move);
  addEventListener("pointerup", end, { once: true });
}

export function movePictures() {
  document.addEventListener("pointerdown", drag);
  document.addEventListener("keydown", (event) => {
    if (!event.target.matches("[data-picture]") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in steps) event.target.scrollBy(...steps[event.key]);
    else if (event.key in factors) resize(event.target, factors[event.key]);
    else return;
    event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-zoom]");
    if (button) resize(document.querySelector("[data-picture]"), Number(button.dataset.zoom));
  });
  for (const button of document.querySelectorAll("[data-zoom]")) button.hidden = false;
}
