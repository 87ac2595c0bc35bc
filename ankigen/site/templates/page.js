"use strict";
// Shows one card at a time in a frame of its own, as a client would, and lists those that
// the search and the filters leave. The data's shape is described in contents.py.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { words, decks, kinds, variants, notes, cards, media } = data;
  const el = (id) => document.getElementById(id);
  const root = document.documentElement;
  const FILTERS = ["deck", "kind", "variant", "tag", "finding"];
  const TOGGLES = ["night", "phone", "large"];
  const state = { shown: cards, card: null, back: false };

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  // Letters without case and accents, so that "cote" finds "Côte".
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  // What a reload, after the deck was built again, should not lose.
  const memory = {
    get: (name) => { try { return sessionStorage.getItem(`ankigen.${name}`); } catch { return null; } },
    set: (name, value) => { try { sessionStorage.setItem(`ankigen.${name}`, value); } catch { /* not kept */ } },
  };

  // --- the search and the filters

  const TEXTS = notes.map((note) => fold(note.words));

  const TESTS = {
    deck: (card, value) => notes[card.note].deck === value,
    kind: (card, value) => notes[card.note].kind === value,
    variant: (card, value) => card.variant === value,
    tag: (card, value) => card.tags.some((tag) => tag === value || tag.startsWith(`${value}::`)),
    finding: (card, value) =>
      notes[card.note].findings.some((found) => value === "*" || found.code === value),
  };

  function filter() {
    const wanted = fold(el("search").value).split(/\s+/).filter(Boolean);
    const noteFits = TEXTS.map((text) => wanted.every((word) => text.includes(word)));
    const chosen = FILTERS.map((name) => [TESTS[name], el(name).value]).filter(([, value]) => value);
    state.shown = cards.filter(
      (card) => noteFits[card.note] && chosen.every(([test, value]) => test(card, value)));
    const shown = new Set(state.shown);
    cards.forEach((card, index) => { rows[index].hidden = !shown.has(card); });
    el("count").textContent = state.shown.length
      ? fill(words.count, { shown: state.shown.length, all: cards.length }) : words.none;
    for (const name of ["search", ...FILTERS]) memory.set(name, el(name).value);
  }

  function option(value, text) {
    const made = document.createElement("option");
    made.value = value;
    made.textContent = text;
    return made;
  }

  function offer(name, values, extra = []) {
    const select = el(name);
    select.append(option("", words.all), ...extra, ...values.map(([value, text]) => option(value, text)));
    select.closest("label").hidden = values.length < (name === "finding" ? 1 : 2);
  }

  function offerTags() {
    const counts = new Map();
    for (const card of cards) for (const tag of card.tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
    const groups = new Map();
    for (const tag of [...counts.keys()].sort()) {
      const [group] = tag.split("::");
      groups.set(group, [...(groups.get(group) ?? []), tag]);
    }
    el("tag").append(option("", words.all));
    for (const [name, tags] of groups) {
      const group = document.createElement("optgroup");
      group.label = name;
      group.append(...tags.map((tag) => option(tag, `${tag.slice(name.length + 2) || name} (${counts.get(tag)})`)));
      el("tag").append(group);
    }
  }

  function offerAll() {
    offer("deck", Object.entries(decks));
    offer("kind", Object.entries(kinds).filter(([name]) => notes.some((note) => note.kind === name)));
    offer("variant", Object.entries(variants).map(([name, look]) => [name, look.label]));
    offerTags();
    const codes = new Map();
    for (const note of notes) for (const { code } of note.findings) codes.set(code, (codes.get(code) ?? 0) + 1);
    offer("finding", [...codes].sort().map(([code, count]) => [code, `${code} (${count})`]),
      [option("*", words["any-finding"])]);
  }

  // --- the list

  function describe(card) {
    return [variants[card.variant].label, kinds[notes[card.note].kind], words[`direction-${card.ord + 1}`]].join(" · ");
  }

  function row(card) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const about = document.createElement("span");
    link.href = `#${card.address}`;
    link.lang = variants[card.variant].asks;
    link.textContent = card.asks;
    about.className = "quiet";
    about.lang = root.lang;
    about.textContent = describe(card);
    link.append(about);
    item.append(link);
    return item;
  }

  const rows = cards.map(row);

  // --- the card

  const frame = el("card");
  const inside = () => frame.contentDocument;

  function draw() {
    const { card, back } = state;
    const page = inside();
    const look = variants[card.variant];
    const html = (back ? card.back : card.front).replace(
      / src="([^"]*)"/g, (all, name) => (name in media ? ` src="${media[name]}"` : all));
    page.documentElement.lang = look.labels;
    page.documentElement.style.fontSize = pressed("large") ? "200%" : "";
    page.getElementById("style").textContent = look.css;
    page.body.className = `card card${card.ord + 1}${pressed("night") ? " nightMode night_mode" : ""}`;
    page.getElementById("sides").innerHTML = html;
    page.scrollingElement.scrollTop = 0;
    el("flip").textContent = back ? words["show-front"] : words["show-back"];
  }

  function say() {
    const { card, back } = state;
    const look = variants[card.variant];
    el("said").lang = back && card.ord === 0 ? look.answers : look.asks;
    el("said").textContent = `${back ? words.back : words.front}: ${back ? card.answers : card.asks}`;
  }

  function flip() {
    if (!state.card) return;
    state.back = !state.back;
    root.classList.remove("turned");
    void frame.offsetWidth; // so that the movement starts anew
    root.classList.add("turned");
    draw();
    say();
  }

  function show(card) {
    Object.assign(state, { card, back: false });
    root.classList.remove("turned");
    draw();
    say();
    tell();
    const address = `#${card.address}`;
    if (location.hash !== address) history.replaceState(null, "", address);
  }

  function tell() {
    const { card } = state;
    const note = notes[card.note];
    const number = state.shown.indexOf(card) + 1;
    const where = number ? fill(words.position, { number, shown: state.shown.length }) : words["filtered-out"];
    el("about").textContent = `${describe(card)} · ${where}`;
    el("place").href = note.link;
    el("place").textContent = note.place;
    el("address").href = `#${note.deck}/${note.key}`;
    el("tags").textContent = card.tags.join(", ");
    el("findings").replaceChildren(...note.findings.map(finding));
    mark(rows[cards.indexOf(card)]);
  }

  function mark(row) {
    el("list").querySelector("[aria-current]")?.removeAttribute("aria-current");
    row.firstChild.setAttribute("aria-current", "true");
    // On a narrow screen the list is part of the page, which should not jump.
    if (getComputedStyle(el("list")).overflowY === "auto") row.scrollIntoView({ block: "nearest" });
  }

  function finding(found) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = found.link;
    link.textContent = found.place;
    item.append(`${found.severity}[${found.code}]: ${found.message} (`, link, ")");
    return item;
  }

  function move(step) {
    const { shown, card } = state;
    if (!shown.length) return;
    const at = shown.indexOf(card);
    show(at < 0 ? shown[0] : shown[(at + step + shown.length) % shown.length]);
  }

  // A deep link names a card, or a fact, note or deck by the beginning of its address.
  function follow() {
    const wanted = decodeURIComponent(location.hash.slice(1));
    const found = wanted && (cards.find((card) => card.address === wanted)
      ?? state.shown.find((card) => card.address.startsWith(`${wanted}/`))
      ?? cards.find((card) => card.address.startsWith(`${wanted}/`)));
    const card = found || state.card || state.shown[0] || cards[0];
    if (card && card !== state.card) show(card);
  }

  // --- the view

  const pressed = (name) => el(name).getAttribute("aria-pressed") === "true";

  function press(name, on) {
    el(name).setAttribute("aria-pressed", String(on));
    root.classList.toggle(name, on);
    memory.set(name, on ? "1" : "0");
    if (state.card) draw();
  }

  // --- the glossary, for paper

  function glossary() {
    const made = [];
    for (const [name, look] of Object.entries(variants)) {
      const entries = glossaryEntries(name);
      if (!entries.length) continue;
      const heading = document.createElement("h2");
      heading.textContent = look.label;
      const list = document.createElement("dl");
      list.lang = look.asks;
      for (const [title, facts] of entries) list.append(...entry(title, facts, look));
      made.push(heading, list);
    }
    el("glossary").replaceChildren(...made);
  }

  function glossaryEntries(variant) {
    const byNote = new Map();
    for (const card of state.shown) {
      if (card.variant !== variant || card.ord !== 0) continue;
      const own = byNote.get(card.note) ?? [card.title, []];
      own[1].push(card);
      byNote.set(card.note, own);
    }
    const { asks } = variants[variant];
    return [...byNote.values()].sort(([one], [other]) => one.localeCompare(other, asks));
  }

  function entry(title, facts, look) {
    const term = document.createElement("dt");
    term.textContent = title;
    return [term, ...facts.map((card) => {
      const fact = document.createElement("dd");
      if (facts.length > 1) {
        const asked = document.createElement("span");
        asked.className = "asked";
        asked.textContent = `${card.asks} `;
        fact.append(asked);
      }
      const answer = document.createElement("span");
      answer.lang = look.answers;
      answer.textContent = card.answers;
      fact.append(answer);
      return fact;
    })];
  }

  // --- keys, clicks and the start

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest("input, select, textarea");
    if (event.key === " " && !typing && !event.target.closest("button, summary")) {
      event.preventDefault();
      flip();
    } else if (!typing && event.key === "ArrowRight") move(1);
    else if (!typing && event.key === "ArrowLeft") move(-1);
  }

  function onCardClick(event) {
    const selecting = String(inside().getSelection());
    if (!selecting && !event.target.closest("a, summary")) flip();
  }

  function refresh() {
    filter();
    if (state.card && state.shown.length && !state.shown.includes(state.card)) show(state.shown[0]);
    else if (state.card) tell();
  }

  function start() {
    offerAll();
    el("list").append(...rows);
    for (const name of ["search", ...FILTERS]) {
      const kept = memory.get(name);
      if (kept) el(name).value = kept;
      el(name).addEventListener("input", refresh);
    }
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    for (const name of TOGGLES) {
      press(name, (memory.get(name) ?? (name === "night" && dark ? "1" : "0")) === "1");
      el(name).addEventListener("click", () => press(name, !pressed(name)));
    }
    filter();
    el("flip").addEventListener("click", flip);
    el("previous").addEventListener("click", () => move(-1));
    el("next").addEventListener("click", () => move(1));
    el("print").addEventListener("click", () => window.print());
    for (const page of [document, inside()]) page.addEventListener("keydown", onKey);
    inside().addEventListener("click", onCardClick);
    addEventListener("hashchange", follow);
    addEventListener("beforeprint", glossary);
    matchMedia("print").addEventListener("change", (event) => event.matches && glossary());
    follow();
  }

  frame.addEventListener("load", start, { once: true });
  frame.srcdoc = `<!doctype html><html><head><meta charset="utf-8"><title>${words.card}</title>`
    + '<meta name="viewport" content="width=device-width, initial-scale=1"><base target="_blank">'
    + '<style id="style"></style></head><body class="card"><main id="sides"></main></body></html>';
})();
