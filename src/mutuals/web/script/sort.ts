// Tables that sort where they stand; without script the headings are links or plain words.

export function sorting(): void {
  for (const table of document.querySelectorAll<HTMLTableElement>("table[data-sortable]")) {
    const heads = [...table.querySelectorAll<HTMLTableCellElement>("thead th")];
    heads.forEach((head, column) => {
      const link = head.querySelector("a");
      if (link) link.addEventListener("click", (event) => { event.preventDefault(); sort(table, heads, column); });
      else button(head, () => sort(table, heads, column));
    });
  }
}

function button(head: HTMLTableCellElement, press: () => void): void {
  const inner = document.createElement("button");
  inner.type = "button";
  inner.className = "heading";
  inner.append(...head.childNodes);
  inner.addEventListener("click", press);
  head.append(inner);
}

function sort(table: HTMLTableElement, heads: HTMLTableCellElement[], column: number): void {
  const head = heads[column];
  const body = table.tBodies[0];
  if (!head || !body) return;
  const down = head.getAttribute("aria-sort") === "ascending";
  for (const one of heads) {
    one.removeAttribute("aria-sort");
    const place = one.querySelector("a, button") ?? one;
    place.textContent = (place.textContent ?? "").replace(/ [↑↓]$/, "");
  }
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  const words = head.querySelector("a, button") ?? head;
  words.textContent = `${words.textContent ?? ""} ${down ? "↓" : "↑"}`;
  const rows = [...body.rows];
  const collate = new Intl.Collator(undefined, { numeric: true });
  rows.sort((a, b) => collate.compare(key(a, column), key(b, column)) * (down ? -1 : 1));
  body.append(...rows);
}

function key(row: HTMLTableRowElement, column: number): string {
  const cell = row.cells[column];
  return (cell?.dataset["order"] ?? cell?.textContent ?? "").replaceAll(/(\d)\u00a0(\d)/g, "$1$2");
}
