// The find box: pages and people, from an index of the page's own server.
import { get, make } from "./ask";

interface Found { name: string; sort: string; path: string }

interface Index { found: Found[]; said: string }

let index: Index | undefined;
let box: HTMLDialogElement | undefined;
let more: Found[] = [];
let waiting = 0;

export function finding(): void {
  for (const button of document.querySelectorAll("[data-find]")) button.addEventListener("click", () => void open());
}

export async function open(): Promise<void> {
  box ??= build();
  if (!box.open) box.showModal();
  index ??= (await get("/find")) as Index;
  // what was typed while the index was on its way counts
  const typed = box.querySelector("input")?.value ?? "";
  show(box, typed);
  more = [];
  if (typed) ask(box, box.querySelector("input") as HTMLInputElement);
}

function build(): HTMLDialogElement {
  const dialog = make("dialog", "palette");
  dialog.setAttribute("aria-label", "Find a person or a page");
  const field = make("div", "field");
  const label = make("label", "small soft", "Find a person or a page");
  const input = make("input");
  input.type = "text";
  input.id = "find-box";
  input.autocomplete = "off";
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-controls", "find-list");
  input.setAttribute("aria-expanded", "true");
  label.htmlFor = input.id;
  field.append(label, input);
  const list = make("ul", "list");
  list.id = "find-list";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Found");
  dialog.append(field, list);
  document.body.append(dialog);
  input.addEventListener("input", () => { show(dialog, input.value); ask(dialog, input); });
  input.addEventListener("keydown", (event) => step(event, dialog));
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  return dialog;
}

// A name that starts with the words comes first, then one with a word that does.
function rank(name: string, asked: string): number {
  const plain = fold(name);
  if (plain.startsWith(asked)) return 0;
  if (plain.split(/[\s-]+/).some((word) => word.startsWith(asked))) return 1;
  return plain.includes(asked) ? 2 : 3;
}

function fold(words: string): string {
  return words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function show(dialog: HTMLDialogElement, words: string): void {
  const asked = fold(words.trim());
  const found = [...(index?.found ?? []), ...more]
    .map((one) => ({ one, at: rank(one.name, asked) }))
    .filter(({ at }) => at < 3)
    .sort((a, b) => a.at - b.at)
    .slice(0, 12)
    .map(({ one }, place) => line(one, place));
  const list = dialog.querySelector("ul");
  list?.replaceChildren(...(found.length ? found : [make("li", "soft", "Nobody and nothing of that name here.")]));
  if (index?.said && !asked) list?.append(make("li", "small soft", index.said));
  choose(dialog, 0);
}

// Where not everybody is listed, the server looks through the rest.
function ask(dialog: HTMLDialogElement, input: HTMLInputElement): void {
  window.clearTimeout(waiting);
  more = [];
  const words = input.value.trim();
  if (!index?.said || words.length < 2) return;
  waiting = window.setTimeout(() => {
    void get(`/find?named=${encodeURIComponent(words)}`).then((answer) => {
      if (input.value.trim() !== words) return;
      const known = new Set(index?.found.map((one) => one.path));
      more = (answer as Index).found.filter((one) => !known.has(one.path));
      show(dialog, words);
    });
  }, 200);
}

function line(one: Found, place: number): HTMLLIElement {
  const item = make("li");
  item.id = `found-${place}`;
  item.setAttribute("role", "option");
  item.dataset["path"] = one.path;
  const name = make("bdi", one.sort === "person" ? "who" : "", one.name);
  item.append(name, make("span", "small soft", one.sort));
  item.addEventListener("click", () => window.location.assign(one.path));
  return item;
}

function choose(dialog: HTMLDialogElement, place: number): void {
  const lines = [...dialog.querySelectorAll<HTMLElement>("[role=option]")];
  lines.forEach((item, at) => item.setAttribute("aria-selected", String(at === place)));
  const chosen = lines[place];
  chosen?.scrollIntoView({ block: "nearest" });
  dialog.querySelector("input")?.setAttribute("aria-activedescendant", chosen?.id ?? "");
}

function step(event: KeyboardEvent, dialog: HTMLDialogElement): void {
  const lines = [...dialog.querySelectorAll<HTMLElement>("[role=option]")];
  const at = lines.findIndex((item) => item.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown") choose(dialog, Math.min(at + 1, lines.length - 1));
  else if (event.key === "ArrowUp") choose(dialog, Math.max(at - 1, 0));
  else if (event.key === "Enter") window.location.assign(lines[at]?.dataset["path"] ?? "/");
  else return;
  event.preventDefault();
}
