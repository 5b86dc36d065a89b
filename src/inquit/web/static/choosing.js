// Choosing while typing: claims by their words, and a known source with its kind and standing.

let asked = 0;
let waiting;

async function find(form) {
  const mine = ++asked;
  const answer = await fetch(`${form.action}?${new URLSearchParams(new FormData(form))}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = page.querySelector("[data-found]");
  if (mine === asked && found) form.parentElement.querySelector("[data-found]").replaceChildren(...found.childNodes);
}

async function suggest(input) {
  const answer = await fetch(`/api/v1/sources?${new URLSearchParams({ begins: input.value, limit: 8 })}`);
  if (!answer.ok) return;
  const there = new Set([...input.list.options].map((one) => one.value));
  for (const one of (await answer.json()).items) {
    if (there.has(one.name)) continue;
    const option = new Option(one.name, one.name);
    option.label = `${one.standing} ${one.kind.replace("-", " ")}`;
    Object.assign(option.dataset, { kind: one.kind, standing: one.standing });
    input.list.append(option);
  }
}

function soon(what) {
  clearTimeout(waiting);
  waiting = setTimeout(what, 200);
}

function takeOver(input) {
  const known = [...input.list.options].find((one) => one.value === input.value);
  if (!known) return false;
  input.form.elements.of_kind.value = known.dataset.kind;
  input.form.elements.standing.value = known.dataset.standing;
  return true;
}

export function choose() {
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-find]")) return;
    event.preventDefault();
    find(event.target).catch(() => event.target.submit());
  });
  document.addEventListener("input", (event) => {
    const input = event.target;
    if (input.closest("[data-find]")) soon(() => find(input.form).catch(() => {}));
    else if (input.list && !takeOver(input) && input.value.length > 1) soon(() => suggest(input).catch(() => {}));
  });
}
