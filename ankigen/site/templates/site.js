"use strict";
// Lists can be searched, and cards turned one by one. Pages say the same without it, and nothing
// is kept or sent.
(() => {
  const el = (id) => document.getElementById(id);

  // Letters without case and accents, so that "cote" finds "Côte".
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  function searching() {
    const groups = [...document.querySelectorAll(".group")].map((group) =>
      [group, [...group.querySelectorAll("li")].map((item) => [item, fold(item.textContent)])]);
    const input = el("search").querySelector("input");
    function search() {
      const words = fold(input.value).split(/\s+/).filter(Boolean);
      let left = false;
      for (const [group, items] of groups) {
        let found = false;
        for (const [item, text] of items) {
          item.hidden = !words.every((word) => text.includes(word));
          found ||= !item.hidden;
        }
        group.hidden = !found;
        left ||= found;
      }
      el("none").textContent = left ? "" : el("none-said").content.textContent;
    }
    el("search").hidden = false;
    input.addEventListener("input", search);
    search();
  }

  function turning() {
    const cards = [...el("cards").children];
    const choices = [...document.querySelectorAll("#choose select")];
    let chosen = cards;
    let at = 0;

    function show() {
      for (const card of cards) card.hidden = card !== chosen[at];
      if (chosen[at]) chosen[at].querySelector("details").open = false;
      el("position").textContent = chosen.length ? `${at + 1} / ${chosen.length}` : "0";
    }
    function choose() {
      chosen = cards.filter((card) =>
        choices.every((choice) => !choice.value || card.dataset[choice.dataset.of] === choice.value));
      at = 0;
      show();
    }
    function move(step) {
      if (!chosen.length) return;
      at = (at + step + chosen.length) % chosen.length;
      show();
    }
    function onKey(event) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("select")) return;
      if (event.key === "ArrowRight") move(1);
      else if (event.key === "ArrowLeft") move(-1);
      else if (event.key === " " && chosen[at] && !event.target.closest("button, a, summary")) {
        event.preventDefault();
        const details = chosen[at].querySelector("details");
        details.open = !details.open;
      }
    }
    // On paper: all that is chosen, the answers after it.
    function worksheet() {
      const kept = new Set(chosen);
      for (const card of cards) card.hidden = !kept.has(card);
      const named = choices.filter((choice) => choice.value);
      el("sheet").textContent = named.map((choice) => choice.selectedOptions[0].text).join(" · ");
      const answers = chosen.map((card) => {
        const answer = document.createElement("li");
        answer.textContent = card.querySelector(".answer").textContent;
        return answer;
      });
      el("key").querySelector("ol").replaceChildren(...answers);
      for (const card of chosen) card.querySelector("details").open = false;
    }
    el("cards").classList.add("single");
    el("choose").hidden = el("turning").hidden = false;
    el("previous").addEventListener("click", () => move(-1));
    el("next").addEventListener("click", () => move(1));
    for (const choice of choices) choice.addEventListener("input", choose);
    document.addEventListener("keydown", onKey);
    el("key").hidden = el("sheet").hidden = false;
    el("print").addEventListener("click", () => window.print());
    addEventListener("beforeprint", worksheet);
    addEventListener("afterprint", show);
    choose();
  }

  if (el("search")) searching();
  if (el("cards")) turning();
})();
