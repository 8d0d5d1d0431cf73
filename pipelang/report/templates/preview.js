"use strict";
// Asks for news, and shows a document in a frame as it is: nothing is added to what a build writes.
document.addEventListener("DOMContentLoaded", () => {
  const frame = document.querySelector("iframe");
  const pages = document.getElementById("pages");
  const status = document.getElementById("status");
  const problems = document.getElementById("problems");
  let version = 0;
  let current = "";

  const open = (name) => {
    current = name;
    frame.src = `/files/${name.split("/").map(encodeURIComponent).join("/")}`;
    for (const link of pages.children) link.toggleAttribute("aria-current", link.dataset.name === name);
  };
  const list = (names) => {
    pages.replaceChildren(...names.map((name) => {
      const link = document.createElement("a");
      link.href = "#";
      link.dataset.name = name;
      link.textContent = `${name} `;
      link.addEventListener("click", (event) => { event.preventDefault(); open(name); });
      return link;
    }));
  };
  const show = (state) => {
    status.textContent = state.errors ? "✗" : `✓ ${state.version}`;
    status.classList.toggle("bad", state.errors > 0);
    problems.hidden = !state.report;
    problems.open = state.errors > 0;
    const lines = state.report.trim().split("\n");
    problems.querySelector("summary").textContent = lines[lines.length - 1];
    problems.querySelector("pre").textContent = state.report;
    if (state.errors && current) return;
    list(state.pages);
    if (state.pages.includes(current)) {
      for (const link of pages.children) link.toggleAttribute("aria-current", link.dataset.name === current);
      frame.contentWindow.location.reload();
    } else if (state.pages.length) open(state.pages[0]);
  };
  const ask = async () => {
    for (;;) {
      try {
        const state = await (await fetch(`/state?after=${version}`)).json();
        if (state.version !== version) { version = state.version; show(state); }
      } catch {
        status.textContent = "pipelang serve ?";
        version = 0;
        await new Promise((done) => setTimeout(done, 1500));
      }
    }
  };
  ask();
});
