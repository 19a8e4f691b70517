// Talking to the page's own server, and to the reader in a few words at the foot.

export async function post(path: string, body: unknown): Promise<unknown> {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json", "x-mutuals": "1" },
    body: JSON.stringify(body),
  });
  return said(answer);
}

export async function said(answer: Response): Promise<unknown> {
  const value: unknown = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(field(value, "message") || "That did not work.");
  return value;
}

export async function get(path: string): Promise<unknown> {
  return said(await fetch(path, { headers: { accept: "application/json" } }));
}

export function field(value: unknown, name: string): string {
  const found = value !== null && typeof value === "object" ? (value as Record<string, unknown>)[name] : undefined;
  return typeof found === "string" ? found : "";
}

export function toast(words: string): void {
  const place = document.querySelector("[data-toasts]");
  if (!place || !words) return;
  const line = make("div", "toast");
  line.append(make("span", "", words));
  place.replaceChildren(line);
  window.setTimeout(() => line.remove(), 8000);
}

export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K, className = "", words = "",
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (words) element.textContent = words;
  return element;
}

// Do an act, say what came of it, and show the page as it is now.
export function act(what: () => Promise<unknown>, andReload = true): void {
  what().then(
    (value) => {
      const words = field(value, "said");
      if (andReload) {
        if (words) sessionStorage.setItem("mutuals-said", words);
        window.location.reload();
      } else toast(words);
    },
    (problem: unknown) => toast(problem instanceof Error ? problem.message : String(problem)),
  );
}
