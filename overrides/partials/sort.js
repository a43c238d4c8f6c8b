"use strict";
// The headings of a table become buttons that put it in order. Without this the table stands in the order of its file.
for (const table of document.querySelectorAll("table.sortable")) {
  const [body] = table.tBodies;
  const heads = [...table.tHead.rows[0].cells];
  const rows = [...body.rows];
  const key = (row, place) => {
    const cell = row.cells[place];
    const number = cell.querySelector("data");
    return number ? Number(number.value) : cell.querySelector("time")?.dateTime ?? cell.textContent.trim();
  };
  const compare = (a, b) => (typeof a === "number" ? a - b : a.localeCompare(b, "en-GB", { numeric: true }));
  heads.forEach((head, place) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") !== "ascending";
      heads.forEach((each) => each.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      rows.sort((a, b) => compare(key(a, place), key(b, place)) * (up ? 1 : -1));
      body.append(...rows);
    });
  });
  table.caption.append(" Press a heading to sort by it.");
}
