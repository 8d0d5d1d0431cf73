"use strict";
// Diagrams of a page: zoom, moving about, and arrows that show their ends and their words. The figure scrolls as any box
// does, so fingers, wheels, scroll bars and arrow keys work by themselves; zooming changes the size of the picture in it.
document.addEventListener("DOMContentLoaded", () => {
  const tools = document.getElementById("map-tools");
  for (const svg of document.querySelectorAll(".figure > svg.diagram")) explore(svg, tools);
});

function explore(svg, tools) {
  const figure = svg.parentElement;
  const { width, height } = svg.viewBox.baseVal;
  const map = document.createElement("div");
  map.className = "map";
  figure.replaceWith(map);
  map.append(tools.content.cloneNode(true));
  map.querySelector(".map-view").prepend(figure);
  const size = map.querySelector("output");
  const words = map.querySelector(".map-words");
  figure.tabIndex = 0;
  figure.setAttribute("role", "region");
  figure.setAttribute("aria-label", svg.getAttribute("aria-label"));

  // Room inside the frame when no scroll bar takes any of it.
  const across = () => (figure.offsetWidth - 2 * figure.clientLeft - 1) / width;
  const tall = () => (parseFloat(getComputedStyle(figure).maxHeight) || figure.offsetHeight) - 2 * figure.clientTop - 1;
  const whole = () => Math.min(across(), tall() / height);
  let scale = 1;
  // The point of the picture under (x, y) of the figure stays where it is.
  const zoom = (to, x = figure.clientWidth / 2, y = figure.clientHeight / 2) => {
    const next = Math.min(4, Math.max(Math.min(whole(), 0.5), to));
    const left = (figure.scrollLeft + x) / scale;
    const top = (figure.scrollTop + y) / scale;
    scale = next;
    svg.style.width = `${width * scale}px`;
    svg.style.height = `${height * scale}px`;
    figure.scrollTo({ left: left * scale - x, top: top * scale - y, behavior: "instant" });
    size.textContent = `${Math.round(scale * 100)} %`;
  };
  const fit = () => { zoom(whole()); };
  const act = { in: () => zoom(scale * 1.25), out: () => zoom(scale / 1.25), fit, full: () => zoom(1) };
  map.querySelector(".map-tools").addEventListener("click", (event) => act[event.target.closest("button")?.dataset.do]?.());
  figure.addEventListener("keydown", (event) => {
    const key = { "+": "in", "=": "in", "-": "out", "0": "fit" }[event.key];
    if (!key || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act[key]();
  });
  figure.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const at = figure.getBoundingClientRect();
    zoom(scale * Math.exp(-event.deltaY / 300), event.clientX - at.left, event.clientY - at.top);
  }, { passive: false });
  // As wide as the figure, but never so small that names cannot be read.
  const begin = () => {
    zoom(Math.min(1, Math.max(across(), 0.6)));
    figure.scrollLeft = (width * scale - figure.clientWidth) / 2;
  };
  // A page that shows one section at a time has no room for the others yet.
  if (figure.offsetWidth) begin();
  else new ResizeObserver((_, seen) => { if (figure.offsetWidth) { seen.disconnect(); begin(); } }).observe(figure);
  drag(figure);
  pinch(figure, () => scale, zoom);
  light(svg, words);
}

function drag(figure) {
  let start = null;
  let moved = false;
  figure.addEventListener("dragstart", (event) => event.preventDefault());
  figure.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" && event.button === 0) {
      start = { x: event.clientX + figure.scrollLeft, y: event.clientY + figure.scrollTop, at: [event.clientX, event.clientY] };
      moved = false;
    }
  });
  window.addEventListener("pointermove", (event) => {
    if (!start) return;
    if (!moved && Math.hypot(event.clientX - start.at[0], event.clientY - start.at[1]) < 5) return;
    moved = true;
    figure.classList.add("moving");
    figure.scrollTo({ left: start.x - event.clientX, top: start.y - event.clientY, behavior: "instant" });
  });
  for (const end of ["pointerup", "pointercancel"]) {
    window.addEventListener(end, () => { start = null; figure.classList.remove("moving"); });
  }
  // Letting go after a move is no click on the stage that happens to be there.
  figure.addEventListener("click", (event) => {
    if (moved) { event.preventDefault(); event.stopPropagation(); }
    moved = false;
  }, true);
}

function pinch(figure, scale, zoom) {
  let start = null;
  const between = ([one, other]) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
  figure.addEventListener("touchstart", (event) => {
    start = event.touches.length === 2 ? { apart: between(event.touches), scale: scale() } : null;
  }, { passive: true });
  figure.addEventListener("touchmove", (event) => {
    if (!start || event.touches.length !== 2) return;
    event.preventDefault();
    const [one, other] = event.touches;
    const at = figure.getBoundingClientRect();
    const x = (one.clientX + other.clientX) / 2 - at.left;
    const y = (one.clientY + other.clientY) / 2 - at.top;
    zoom(start.scale * between(event.touches) / start.apart, x, y);
  }, { passive: false });
  figure.addEventListener("touchend", () => { start = null; });
}

// Arrows and stages: pointed at or focused they stand out, with what they are joined to; a click on an arrow keeps it so.
function light(svg, words) {
  const ways = [...svg.querySelectorAll(".way")];
  const boxes = new Map([...svg.querySelectorAll(".box")].map((box) => [box.dataset.at, box]));
  let kept = null;
  const show = (shown, said) => {
    svg.classList.toggle("lit", shown.length > 0);
    const on = new Set(shown.flatMap((way) => [way, boxes.get(way.dataset.from), boxes.get(way.dataset.to)]));
    for (const part of [...ways, ...boxes.values()]) part.classList.toggle("on", on.has(part));
    words.hidden = !said;
    words.textContent = said;
  };
  const said = (way) => way.querySelector("title").textContent;
  const rest = () => show(kept ? [kept] : [], kept ? said(kept) : "");
  const keep = (way) => {
    kept?.setAttribute("aria-pressed", "false");
    kept = kept === way ? null : way;
    kept?.setAttribute("aria-pressed", "true");
    rest();
  };
  for (const way of ways) {
    const reach = way.querySelector("path").cloneNode();
    for (const name of ["stroke", "stroke-dasharray", "stroke-width"]) reach.removeAttribute(name);
    reach.classList.add("reach");
    way.append(reach);
    for (const [name, value] of [["tabindex", "0"], ["role", "button"], ["aria-label", said(way)], ["aria-pressed", "false"]]) {
      way.setAttribute(name, value);
    }
    for (const event of ["pointerenter", "focusin"]) way.addEventListener(event, () => show([way], said(way)));
    for (const event of ["pointerleave", "focusout"]) way.addEventListener(event, rest);
    way.addEventListener("click", () => keep(way));
    way.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      keep(way);
    });
  }
  for (const [at, box] of boxes) {
    const joined = ways.filter((way) => way.dataset.from === at || way.dataset.to === at);
    for (const event of ["pointerenter", "focusin"]) box.addEventListener(event, () => show(joined, joined.map(said).join("\n")));
    for (const event of ["pointerleave", "focusout"]) box.addEventListener(event, rest);
  }
  svg.addEventListener("keydown", (event) => { if (event.key === "Escape" && kept) keep(kept); });
}
