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
  document.dispatchEvent(new Event("shown"));
}

export function sendInPlace() {
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("[data-in-place]")) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form, event.submitter));
    try {
      const answer = await fetch(form.action, { method: "POST", body });
      await showAgain(answer);
    } catch {
      form.submit();
    }
  });
}
