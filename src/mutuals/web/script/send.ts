// A form that keeps something: its fields go to the page's own server, never by the form.
import { act, post } from "./ask";

export function sending(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-send]")) {
    form.querySelector("[type=submit]")?.removeAttribute("hidden");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const items: Record<string, string> = {};
      let adult = "no";
      for (const [name, value] of new FormData(form)) {
        if (typeof value !== "string") continue;
        if (name === "adult") adult = value;
        else items[name] = value;
      }
      act(() => post(form.dataset["send"] ?? "", { adult, items }));
    });
  }
}
