// One tab stop a picture; arrows walk its marks, Enter opens, Escape leaves.

export function walking(): void {
  const live = document.createElement("p");
  live.className = "visually-hidden";
  live.setAttribute("aria-live", "polite");
  document.body.append(live);
  for (const picture of document.querySelectorAll<SVGSVGElement>("svg[data-walk]")) attach(picture, live);
}

function attach(picture: SVGSVGElement, live: HTMLElement): void {
  const marks = [...picture.querySelectorAll<SVGGElement>("[data-mark]")];
  if (!marks.length) return;
  picture.tabIndex = 0;
  let at = -1;
  const go = (to: number): void => {
    marks[at]?.classList.remove("walked");
    at = to;
    marks[at]?.classList.add("walked");
    live.textContent = marks[at]?.dataset["mark"] ?? "";
  };
  picture.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { go(-1); picture.blur(); }
    else if (event.key === "Enter") follow(marks[at]);
    else if (event.key.startsWith("Arrow")) { event.preventDefault(); go(at < 0 ? 0 : nearest(marks, at, event.key)); }
  });
  picture.addEventListener("blur", () => go(-1));
  for (const mark of marks) {
    const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
    title.textContent = mark.dataset["mark"] ?? "";
    mark.prepend(title);
    mark.addEventListener("click", () => follow(mark));
  }
}

function follow(mark: SVGGElement | undefined): void {
  const href = mark?.dataset["href"];
  if (href) window.location.assign(href);
}

// The nearest mark in the arrow's direction: straight ahead counts before aside.
function nearest(marks: SVGGElement[], at: number, key: string): number {
  const from = middle(marks[at]);
  let best = at;
  let least = Infinity;
  marks.forEach((mark, place) => {
    if (place === at) return;
    const to = middle(mark);
    const across = key === "ArrowRight" ? to.x - from.x : from.x - to.x;
    const down = key === "ArrowDown" ? to.y - from.y : from.y - to.y;
    const ahead = key === "ArrowLeft" || key === "ArrowRight" ? across : down;
    const aside = key === "ArrowLeft" || key === "ArrowRight" ? Math.abs(to.y - from.y) : Math.abs(to.x - from.x);
    const cost = ahead + 2 * aside;
    if (ahead > 0.5 && cost < least) { least = cost; best = place; }
  });
  return best;
}

function middle(mark: SVGGElement | undefined): { x: number; y: number } {
  const box = mark?.getBoundingClientRect();
  return box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : { x: 0, y: 0 };
}
