// Dropped files: sent to the page's own server, recognised, kept or let go.
import { act, field, get, make, post, said, toast } from "./ask";

interface Given { file: File; path: string }
interface Part { name: string; format: string; confidence: number; message: string }
interface Dropped { upload_id: string; name: string; size: number; say: string; parts: Part[] }
interface Became { seen: number; stored: number; known: number; rejected: number }
interface Line extends Became { name: string; format: string }
interface Choice { upload_id: string; file: string; name: string; sentence: string; choices: string[] }
interface Progress { state: string; files: Line[]; questions: Choice[]; tables: number; message: string }

const FEW = 3;

export function dropping(): void {
  // the mirror asks who the reader is as well, and has no place to drop anything
  document.addEventListener("click", (event) => press(event));
  const place = document.querySelector<HTMLElement>("[data-drop]");
  if (!place) return;
  for (const input of place.querySelectorAll<HTMLInputElement>("[data-files]")) {
    input.addEventListener("change", () => void take([...(input.files ?? [])].map((file) => ({ file, path: file.webkitRelativePath || file.name }))));
  }
  place.addEventListener("dragover", (event) => { event.preventDefault(); place.classList.add("over"); });
  place.addEventListener("dragleave", () => place.classList.remove("over"));
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    place.classList.remove("over");
    const entries = [...(event.dataTransfer?.items ?? [])].map((item) => item.webkitGetAsEntry());
    void Promise.all(entries.map((entry) => (entry ? within(entry) : []))).then((found) => take(found.flat()));
  });
  if (document.querySelector("[data-found]:not([hidden])")) void watch();
}

function press(event: MouseEvent): void {
  const button = (event.target as Element).closest<HTMLElement>("[data-keep], [data-let], [data-that-is-me]");
  if (!button) return;
  const { keep, let: letGo } = button.dataset;
  if (keep) void begin([keep], {});
  else if (letGo) act(() => post("/records/let-go", { upload: letGo }));
  else {
    const ticked = [...document.querySelectorAll<HTMLInputElement>("[data-me] input:checked")].map((one) => one.value);
    act(() => post("/records/me", { addresses: ticked }));
  }
}

// A folder's files, each with its way from where it was dropped.
async function within(entry: FileSystemEntry): Promise<Given[]> {
  const path = entry.fullPath.replace(/^\//, "");
  if (entry.isFile) {
    const file = await new Promise<File>((done, failed) => (entry as FileSystemFileEntry).file(done, failed));
    return [{ file, path }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: Given[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((done, failed) => reader.readEntries(done, failed));
    if (some.length === 0) return found;
    for (const one of some) found.push(...(await within(one)));
  }
}

// Files of one folder are one thing that was dropped: they say of each other who is who.
async function take(given: Given[]): Promise<void> {
  document.querySelector("[data-found]")?.removeAttribute("hidden");
  const groups = new Map<string, Given[]>();
  for (const one of given) {
    const [top, ...rest] = one.path.split("/");
    const key = rest.length > 0 ? `${top}/` : `${top} ${groups.size}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  for (const group of groups.values()) await together(group);
}

async function together(group: Given[]): Promise<void> {
  const card = make("article", "file");
  const words = make("div", "stack");
  const note = make("p", "small soft", group.length > 1 ? group[0]!.path.split("/")[0] : group[0]!.path);
  words.append(make("p", "say", "Looking at it …"), note);
  card.append(words);
  document.querySelector("[data-waiting]")?.append(card);
  let into = "";
  try {
    for (const [at, one] of group.entries()) {
      if (group.length > 1) note.textContent = `${at + 1} of ${group.length} files`;
      const more = at + 1 < group.length;
      const asked = new URLSearchParams({ name: one.path, into, more: String(more) });
      const answer = await fetch(`/records/drop?${asked}`, {
        method: "POST",
        headers: { "content-type": "application/octet-stream", "x-mutuals": "1" },
        body: one.file,
      });
      const dropped = (await said(answer)) as Dropped;
      into = dropped.upload_id;
      if (!more) show(card, dropped);
    }
  } catch (problem) {
    words.querySelector("p")!.textContent = problem instanceof Error ? problem.message : "That did not work.";
  }
}

function show(card: HTMLElement, dropped: Dropped): void {
  const first = dropped.parts.find((part) => part.format);
  const words = make("div", "stack");
  words.append(make("p", "say", dropped.say));
  const note = make("p", "small soft");
  note.append(make("code", "", dropped.name), ` · ${size(dropped.size)}`);
  words.append(note, inside(dropped.parts));
  const buttons = make("div", "row");
  if (first) buttons.append(button("Keep it", "btn main", "keep", dropped.upload_id));
  buttons.append(button("Not this", "btn text", "let", dropped.upload_id));
  card.dataset["upload"] = dropped.upload_id;
  card.replaceChildren(words, buttons);
}

function inside(parts: Part[]): HTMLElement {
  const all = make("details", "");
  const list = make("ul", "stack small");
  for (const part of parts) {
    const line = make("li", "");
    line.append(make("bdi", "", part.name), `: ${part.message}`);
    list.append(line);
  }
  all.toggleAttribute("open", parts.length < 8);
  all.append(make("summary", "", "What is in it"), list);
  return all;
}

function button(words: string, className: string, hook: string, value: string): HTMLButtonElement {
  const made = make("button", className, words);
  made.type = "button";
  made.dataset[hook] = value;
  return made;
}

function size(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

async function begin(uploads: string[], answers: Record<string, string>): Promise<void> {
  try {
    await post("/records/keep", { uploads, answers });
    await watch();
  } catch (problem) {
    toast(problem instanceof Error ? problem.message : "That did not work.");
  }
}

async function watch(): Promise<void> {
  const place = document.querySelector<HTMLElement>("[data-progress]");
  if (!place) return;
  for (;;) {
    const now = (await get("/records/progress")) as Progress;
    place.replaceChildren(...lines(now));
    if (now.state === "idle" || now.state === "failed") return;
    if (now.state === "done") {
      if (now.questions.length === 0) { if (place.dataset["seen"]) window.location.reload(); return; }
      place.prepend(...now.questions.map(question));
      return;
    }
    place.dataset["seen"] = "1";
    await new Promise((done) => window.setTimeout(done, 400));
  }
}

function lines(now: Progress): HTMLElement[] {
  const words = {
    reading: "Reading", building: `Working out tables, ${now.tables} done`, done: "Done", failed: field(now, "message"),
  }[now.state];
  const found: HTMLElement[] = words ? [make("p", "say", words)] : [];
  if (now.files.length > 1) found.push(make("p", "small", `${now.files.length} files: ${became(summed(now.files))}`));
  if (now.state === "done") found.push(onwards());
  return [...found, ...each(now.files)];
}

// A few files stand there; of a whole folder each stands behind a fold.
function each(files: Line[]): HTMLElement[] {
  const listed = files.map((one) => make("p", "small", `${one.name}: ${became(one)}`));
  if (files.length <= FEW) return listed;
  const all = make("details", "rule small");
  all.append(make("summary", "", "File by file"), ...listed);
  return [all];
}

function became(one: Became): string {
  return `${one.seen} seen = ${one.stored} stored + ${one.known} already known + ${one.rejected} not kept`;
}

function summed(files: Line[]): Became {
  const sum = { seen: 0, stored: 0, known: 0, rejected: 0 };
  for (const one of files) for (const key of ["seen", "stored", "known", "rejected"] as const) sum[key] += one[key];
  return sum;
}

function onwards(): HTMLElement {
  const row = make("p", "row");
  const link = make("a", "btn main", "See the mirror");
  link.href = "/";
  row.append(link);
  return row;
}

function question(asked: Choice): HTMLElement {
  const set = make("fieldset", "ask");
  set.append(make("legend", "", `${asked.file}: ${asked.sentence}`));
  const row = make("div", "row");
  for (const choice of asked.choices) {
    const pick = make("button", "btn", choice);
    pick.type = "button";
    pick.addEventListener("click", () => void begin([asked.upload_id], { [asked.name]: choice }));
    row.append(pick);
  }
  set.append(row);
  return set;
}
