// Single keys outside fields: / b u ? and, between pairs, j k y n. They can be switched off as a group (WCAG 2.1.4).
import { act, make, post } from "./ask";
import { open } from "./find";
import { pairKey } from "./pairs";
import { turn } from "./switch";

const OFF = "mutuals-keys-off";
const LINES: [string, string][] = [
  ["/", "find a person or a page (also Ctrl-K)"],
  ["b", "hide or show all names"],
  ["u", "take the last import back"],
  ["j k y n", "two names, one person: next, back, one person, two people"],
  ["arrows", "walk the marks of a picture; Enter opens, Escape leaves"],
  ["?", "this list"],
];

export function keys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.key === "k" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void open();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) return;
    if (event.key !== "?" && localStorage.getItem(OFF)) return;
    if (press(event.key)) event.preventDefault();
  });
}

function press(key: string): boolean {
  if (key === "/") void open();
  else if (key === "?") help();
  else if (pairKey(key)) return true;
  else if (key === "b") {
    const button = document.querySelector<HTMLElement>('[data-switch="names"]');
    if (button) turn(button);
  } else if (key === "u") {
    const word = document.querySelector<HTMLElement>("[data-undo]");
    if (word) word.click();
    else if (document.querySelector('[data-post="/undo"]')) act(() => post("/undo", {}));
    else return false;
  } else return false;
  return true;
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.closest("dialog") !== null);
}

function help(): void {
  const dialog = make("dialog");
  dialog.setAttribute("aria-label", "Keys");
  dialog.append(make("h2", "", "Keys"));
  const facts = make("dl", "facts");
  for (const [key, words] of LINES) {
    const term = make("dt");
    term.append(make("kbd", "", key));
    facts.append(term, make("dd", "", words));
  }
  const label = make("label", "choice");
  const tick = make("input");
  tick.type = "checkbox";
  tick.checked = !localStorage.getItem(OFF);
  tick.addEventListener("change", () => tick.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1"));
  label.append(tick, make("span", "", "Single keys are on"));
  dialog.append(facts, label);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
