// Words and the note beside them light each other up; three keys bring out what an editor looks for.
// One listener for the page, whatever the number of marks.

let lit = [];

function light(target) {
  for (const one of lit) one.classList.remove("lit");
  lit = [];
  const at = target instanceof Element && target.closest("[data-n]");
  if (!at) return;
  lit = [...document.querySelectorAll(`[data-n="${at.dataset.n}"]`)];
  for (const one of lit) one.classList.add("lit");
}

const names = ["own", "unnamed", "hedged"];

function bringOut(name) {
  const article = document.querySelector("article.report");
  const shown = article.classList.toggle(`show-${name}`);
  for (const other of names) if (other !== name) article.classList.remove(`show-${other}`);
  for (const button of document.querySelectorAll("[data-show]"))
    button.setAttribute("aria-pressed", String(shown && button.dataset.show === name));
  const address = new URL(location.href);
  if (shown) address.searchParams.set("show", name);
  else address.searchParams.delete("show");
  history.replaceState(null, "", address);
}

// WCAG 2.2, 2.1.4: keys of one letter can be turned off.
function keysAreOn() {
  return localStorage.getItem("keys") !== "off";
}

export function readAlong() {
  document.addEventListener("pointerover", (event) => light(event.target));
  document.addEventListener("focusin", (event) => light(event.target));
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-show]");
    if (!button) return;
    event.preventDefault();
    bringOut(button.dataset.show);
  });
  document.addEventListener("keydown", (event) => {
    const wanted = { o: "own", u: "unnamed", h: "hedged" }[event.key.toLowerCase()];
    if (!wanted || event.ctrlKey || event.metaKey || event.altKey || !keysAreOn()) return;
    if (event.target.closest("input, textarea, select") || !document.querySelector("article.report")) return;
    bringOut(wanted);
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-keys]")) localStorage.setItem("keys", event.target.checked ? "on" : "off");
  });
  for (const box of document.querySelectorAll("[data-keys]")) box.checked = keysAreOn();
}
