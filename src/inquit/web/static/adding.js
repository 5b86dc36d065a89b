// A job's page follows it, and marks its text as it is read; files can be dropped on the form.
import { showAgain } from "./forms.js";

const pause = (milliseconds) => new Promise((wake) => setTimeout(wake, milliseconds));

// Spans count code points, strings UTF-16 units.
function* pieces(letters, start, marks) {
  let at = 0;
  for (const { span, role } of marks) {
    const [from, to] = span.map((place) => Math.min(Math.max(place - start, at), letters.length));
    if (from > at) yield letters.slice(at, from).join("");
    if (to > from) {
      const mark = document.createElement("span");
      mark.className = role;
      mark.textContent = letters.slice(from, to).join("");
      yield mark;
    }
    at = Math.max(at, to);
  }
  if (at < letters.length) yield letters.slice(at).join("");
}

// What is told is of whole paragraphs, so that each is marked once.
function mark({ read, marks }) {
  let next = 0;
  for (const paragraph of document.querySelectorAll("p.unread")) {
    const start = Number(paragraph.dataset.at);
    if (start >= read) break;
    const letters = [...paragraph.textContent];
    const first = next;
    while (next < marks.length && marks[next].span[0] < start + letters.length) next += 1;
    paragraph.replaceChildren(...pieces(letters, start, marks.slice(first, next)));
    paragraph.classList.remove("unread");
  }
}

async function look(at) {
  const text = document.querySelector("[data-known]");
  const known = Number(text?.dataset.known ?? 0);
  const answer = await fetch(`/api/v1/jobs/${at.dataset.follow}/reading?known=${known}`);
  const told = answer.ok ? await answer.json() : {};
  if (told.stage !== at.dataset.stage) await showAgain(await fetch(`/jobs/${at.dataset.follow}`));
  else if (text && told.marks.length) {
    mark(told);
    text.dataset.known = known + told.marks.length;
  }
}

export async function followJobs() {
  for (let at, wait = 100; (at = document.querySelector("[data-follow]")); wait = Math.min(wait * 1.1, 1000)) {
    await pause(wait);
    if (document.hidden) continue;
    try {
      await look(at);
    } catch {
      await pause(3000); // the desk may be starting anew
    }
  }
}

export function takeDrops() {
  const form = document.querySelector("[data-drop]");
  if (!form) return;
  form.addEventListener("dragover", (event) => {
    event.preventDefault();
    form.classList.add("dropping");
  });
  form.addEventListener("dragleave", () => form.classList.remove("dropping"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("dropping");
    if (event.dataTransfer.files.length) form.elements.files.files = event.dataTransfer.files;
    else form.elements.url.value = event.dataTransfer.getData("text/uri-list").split("\n")[0];
  });
}
