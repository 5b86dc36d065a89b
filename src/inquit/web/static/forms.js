// A form is sent, and what it changed is shown in place: no reload, and nothing scrolls away.

export async function showAgain(answer) {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const [old, fresh] = [document.querySelector("main"), page.querySelector("main")];
  const at = document.activeElement?.id;
  const open = [...old.querySelectorAll("details[id][open]")].map((one) => one.id);
  old.replaceChildren(...fresh.childNodes);
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  if (at) document.getElementById(at)?.focus({ preventScroll: true });
  document.title = page.title;
  if (answer.url) history.replaceState(null, "", answer.url);
  document.dispatchEvent(new Event("shown"));
}

// A page of a few forms is shown over the one that asked for it.
async function showOver(link) {
  const page = new DOMParser().parseFromString(await (await fetch(link.href)).text(), "text/html");
  const dialog = document.createElement("dialog");
  dialog.append(...page.querySelector("main").childNodes);
  dialog.setAttribute("aria-label", dialog.querySelector("h1").textContent);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

export function sendInPlace() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-dialog]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      showOver(link).catch(() => location.assign(link.href));
    }
    if (event.target.closest("dialog [data-close]")) {
      event.preventDefault();
      event.target.closest("dialog").close();
    }
  });
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("[data-in-place]")) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form, event.submitter));
    try {
      const answer = await fetch(form.action, { method: "POST", body });
      form.closest("dialog")?.close();
      await showAgain(answer);
    } catch {
      form.submit();
    }
  });
}
