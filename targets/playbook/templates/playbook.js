"use strict";
// The page works without this: then it is one long text. With it one stage is shown at a time, and there is a search.
(() => {
  const root = document.documentElement;
  const book = document.title;
  const kept = (name, value) => {
    const key = `pipelang:playbook:${book}:${name}`;
    try {
      if (value === undefined) return localStorage.getItem(key);
      localStorage.setItem(key, value);
    } catch { /* a browser that keeps nothing: choices live until the page is closed */ }
    return null;
  };

  // Light or dark: before anything is painted.
  const theme = kept("theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;

  const switched = () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    kept("theme", root.dataset.theme);
  };

  const start = () => {
    const bar = document.querySelector(".bar");
    const body = document.body;
    bar.hidden = false;
    document.querySelector(".keys").hidden = false;
    bar.querySelector(".theme").addEventListener("click", switched);
    const menu = bar.querySelector(".menu");
    const contents = document.querySelector(".contents");
    const opened = (open) => {
      body.classList.toggle("menu-open", open);
      menu.setAttribute("aria-expanded", String(open));
    };
    menu.addEventListener("click", () => opened(!body.classList.contains("menu-open")));
    views(body, contents, () => opened(false));
    search(document.getElementById("find"), document.getElementById("found"), bar.querySelector(".none"));
  };

  // ---- one part at a time ----

  const views = (body, contents, moved) => {
    const main = document.querySelector("main");
    const first = main.querySelector(":scope > section");
    if (!first) return;
    // The contents name the parts of the chapter that is open, and of no other.
    let unfolded = null;
    const unfold = (chapter) => {
      for (const item of contents.querySelectorAll(".level1")) item.remove();
      unfolded = chapter;
      let last = contents.querySelector(`a[href="#${chapter.id}"]`)?.parentElement;
      if (!last) return;
      for (const part of chapter.querySelectorAll(":scope > .stage, :scope > .role")) {
        const item = document.createElement("li");
        const link = document.createElement("a");
        item.className = "level1";
        link.href = `#${part.id}`;
        link.textContent = heading(part);
        item.append(link);
        last.after(item);
        last = item;
      }
    };
    let marked = [];
    const mark = (element, style, on = true) => {
      if (!element || !on) return;
      element.classList.add(style);
      marked.push([element, style]);
    };
    const at = (name) => {
      const found = name && document.getElementById(name);
      return found && main.contains(found) ? found.closest("section[id]") : null;
    };

    const show = (event) => {
      let name = "";
      try { name = decodeURIComponent(location.hash.slice(1)); } catch { /* not a name of ours */ }
      const place = at(name) || (name ? null : at(kept("role"))) || first;
      const inner = place.closest("main > section > section");
      const outer = place.closest("main > section");
      for (const [element, style] of marked) element.classList.remove(style);
      for (const link of document.querySelectorAll("[aria-current]")) link.removeAttribute("aria-current");
      marked = [];
      mark(outer, "open");
      mark(outer, "narrow", inner !== null);
      mark(inner, "shown");
      mark(body, "inside", place !== first);
      if (outer !== unfolded) unfold(outer);
      for (const link of document.querySelectorAll(`:is(.contents, .open > .way, .open > .roles) a[href="#${place.id}"]`)) {
        link.setAttribute("aria-current", "true");
        // On a narrow screen the way is one line that scrolls.
        const line = link.closest(".way");
        if (line) line.scrollLeft = link.offsetLeft - line.offsetLeft - line.clientWidth / 3;
      }
      if (place.classList.contains("role")) kept("role", place.id);
      document.title = place === first ? book : `${heading(place)} — ${book}`;
      moved();
      if (!event && !name) return;
      scrollTo(0, 0);
      const title = place.querySelector("h2, h3");
      title.tabIndex = -1;
      title.focus({ preventScroll: true });
    };
    body.classList.add("paged");
    addEventListener("hashchange", show);
    // J and K: the page after this one and the one before, by the place of the key, for letters differ.
    const pages = [...main.querySelectorAll(":scope > section[id], :scope > section > :is(.stage, .role)")];
    const shownAt = () => pages.findLastIndex((page) => page.matches(".shown, .open"));
    shortcut((key) => ({ KeyJ: 1, KeyK: -1 })[key.code], (step) => {
      const next = pages[shownAt() + step];
      if (next) location.hash = next.id;
    });
    // A click on a link to where one already is: nothing changes, but the reader wants to see its beginning.
    main.parentElement.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (link && link.getAttribute("href") === location.hash) { event.preventDefault(); show(event); }
    });
    show();
  };

  // Runs `act` with what `told` makes of a key, unless somebody is writing.
  const shortcut = (told, act) => addEventListener("keydown", (event) => {
    const meant = told(event);
    if (!meant || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    event.preventDefault();
    act(meant);
  });

  const heading = (section) => {
    const title = section.querySelector("h2, h3").cloneNode(true);
    for (const badge of title.querySelectorAll(".badge")) badge.remove();
    return title.textContent.trim();
  };

  // ---- search ----

  const MOST = 12;
  const plain = (text) => text.toLowerCase().replaceAll("ё", "е");
  // Endings change by case and number: «возражения» is to find «возражение».
  const stem = (word) => (word.length > 4 ? word.replace(/[аеиоуыэюяйь]{1,2}$/, "") : word);

  const words = (section, skipped) => {
    const walker = document.createTreeWalker(section, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
      node.nodeType === 1 ? (skipped(node) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP) : NodeFilter.FILTER_ACCEPT);
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode.data.trim());
    return found.filter(Boolean).join(" ").replace(/\s+/g, " ");
  };

  const entries = () => {
    const found = [];
    for (const section of document.querySelectorAll("main > section[id], main > section > section[id]")) {
      const parent = section.parentElement.closest("section");
      const title = heading(section);
      const where = parent ? heading(parent) : "";
      const text = words(section, (node) => /^(SECTION|H2|H3)$/.test(node.tagName) && node.parentElement === section);
      // A message is named by its own first words, so its title says less than a stage's.
      const worth = section.matches(".text") ? 0.25 : 1;
      found.push({ id: section.id, title, where, text, worth, low: [plain(title), plain(where), plain(text)] });
    }
    return found;
  };

  const weigh = (entry, asked, phrase) => {
    let weight = entry.low[0].includes(phrase) ? 10 : 0;
    for (const word of asked) {
      const at = entry.low[0].indexOf(word);
      if (at >= 0) weight += at === 0 || entry.low[0][at - 1] === " " ? 8 : 4;
      else if (entry.low[1].includes(word)) weight += 2;
      else if (entry.low[2].includes(word)) weight += 1;
      else return 0;
    }
    return weight * entry.worth;
  };

  const excerpt = (entry, asked) => {
    const word = asked.find((one) => !entry.low[0].includes(one) && entry.low[2].includes(one));
    const line = document.createElement("small");
    if (!word) { line.textContent = entry.where; return line; }
    const at = entry.low[2].indexOf(word);
    const from = at < 32 ? 0 : entry.text.lastIndexOf(" ", at - 24) + 1;
    const mark = document.createElement("mark");
    mark.textContent = entry.text.slice(at, at + word.length);
    line.append(`${entry.where ? `${entry.where}: ` : ""}${from ? "…" : ""}${entry.text.slice(from, at)}`, mark, `${entry.text.slice(at + word.length, at + 70)}…`);
    return line;
  };

  const search = (box, list, none) => {
    let index = null;
    let active = -1;
    const ready = () => { index = index || entries(); };
    (window.requestIdleCallback || ((done) => setTimeout(done, 300)))(ready);

    const point = (number) => {
      const options = list.children;
      if (active >= 0 && options[active]) options[active].setAttribute("aria-selected", "false");
      active = options.length ? (number + options.length) % options.length : -1;
      if (active < 0) { box.removeAttribute("aria-activedescendant"); return; }
      options[active].setAttribute("aria-selected", "true");
      options[active].scrollIntoView({ block: "nearest" });
      box.setAttribute("aria-activedescendant", options[active].id);
    };
    const close = () => {
      list.replaceChildren();
      list.hidden = none.hidden = true;
      box.setAttribute("aria-expanded", "false");
      point(-1);
    };
    const go = (option) => {
      if (!option) return;
      const name = option.dataset.to;
      close();
      box.value = "";
      box.blur();
      if (location.hash === `#${name}`) dispatchEvent(new Event("hashchange"));
      else location.hash = name;
    };
    const find = () => {
      ready();
      const phrase = plain(box.value).trim().replace(/\s+/g, " ");
      const asked = phrase.split(" ").filter(Boolean).map(stem);
      if (!asked.length) { close(); return; }
      const found = index.map((entry, number) => [weigh(entry, asked, phrase), number]).filter(([weight]) => weight);
      found.sort((one, other) => other[0] - one[0] || one[1] - other[1]);
      list.replaceChildren(...found.slice(0, MOST).map(([, number], place) => {
        const option = document.createElement("li");
        const title = document.createElement("span");
        option.id = `found-${place}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.to = index[number].id;
        title.textContent = index[number].title;
        option.append(title, excerpt(index[number], asked));
        return option;
      }));
      list.hidden = !found.length;
      none.hidden = found.length > 0;
      box.setAttribute("aria-expanded", String(found.length > 0));
      point(found.length ? 0 : -1);
    };

    box.addEventListener("input", find);
    box.addEventListener("focus", () => { if (box.value) find(); });
    box.addEventListener("blur", close);
    // Before the box loses the focus, which would close the list under the finger.
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => go(event.target.closest("li")));
    const keys = {
      ArrowDown: () => point(active + 1),
      ArrowUp: () => point(active - 1),
      Enter: () => go(list.children[Math.max(active, 0)]),
      Escape: () => { if (box.value) { box.value = ""; close(); } else box.blur(); },
    };
    box.addEventListener("keydown", (event) => {
      if (!keys[event.key] || event.isComposing) return;
      event.preventDefault();
      keys[event.key]();
    });
    // On a Russian keyboard the key of the slash types a full stop.
    shortcut((key) => key.key === "/" || key.code === "Slash", () => { box.focus(); box.select(); });
  };

  document.addEventListener("DOMContentLoaded", start);
})();
