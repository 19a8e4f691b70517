// Two names, one person? j and k go from pair to pair, y and n answer the one gone to.

const PLACE = "mutuals-pair";

export function pairing(): void {
  const left = sessionStorage.getItem(PLACE);
  sessionStorage.removeItem(PLACE);
  if (left !== null) go(Number(left));
  for (const [place, pair] of all().entries()) {
    // The page is shown anew after an answer: the next pair then stands where this one did.
    pair.addEventListener("click", (event) => {
      if (event.target instanceof HTMLElement && event.target.closest("[data-post]")) {
        sessionStorage.setItem(PLACE, String(place));
      }
    });
  }
}

export function pairKey(key: string): boolean {
  const pairs = all();
  if (!pairs.length || !"jkyn".includes(key)) return false;
  const at = pairs.findIndex((pair) => pair.contains(document.activeElement));
  if (key === "j") go(at + 1);
  else if (key === "k") go(Math.max(at - 1, 0));
  else if (at < 0) go(0);
  else pairs[at]?.querySelector<HTMLElement>(key === "y" ? "[data-yes]" : "[data-no]")?.click();
  return true;
}

function all(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-pair]")];
}

function go(place: number): void {
  const pairs = all();
  pairs[Math.min(place, pairs.length - 1)]?.focus();
}
