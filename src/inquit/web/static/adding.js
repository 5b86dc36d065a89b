// A job's page follows it; files can be dropped on the form.
import { showAgain } from "./forms.js";

const pause = (milliseconds) => new Promise((wake) => setTimeout(wake, milliseconds));

export async function followJobs() {
  while (document.querySelector("[data-follow]")) {
    await pause(700);
    if (document.hidden) continue;
    try {
      await showAgain(await fetch(location.href));
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
