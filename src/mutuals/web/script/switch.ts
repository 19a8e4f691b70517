// The switches of the bar, and buttons that post.
import { act, post, toast } from "./ask";

export function switching(): void {
  const words = sessionStorage.getItem("mutuals-said");
  sessionStorage.removeItem("mutuals-said");
  if (words) toast(words);
  for (const button of document.querySelectorAll<HTMLElement>("[data-switch]")) {
    button.addEventListener("click", () => turn(button));
  }
  for (const button of document.querySelectorAll<HTMLElement>("[data-post]")) {
    button.addEventListener("click", () => act(() => post(button.dataset["post"] ?? "", {})));
  }
}

export function turn(button: HTMLElement): void {
  const which = button.dataset["switch"] ?? "";
  if (which === "theme") {
    const to = next();
    document.documentElement.dataset["theme"] = to;
    act(() => post("/switch", { switch: which, to }), document.querySelector(".map-live") !== null);
  } else act(() => post("/switch", { switch: which, to: button.dataset["to"] }));
}

function next(): string {
  const chosen = document.documentElement.dataset["theme"];
  const isDark = chosen ? chosen === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
  return isDark ? "light" : "dark";
}
