"use strict";
// Looks words up in the index of this website (hooks/search_index.py). What is typed never leaves the device: it stands after
// the # of the address, which no browser sends.
const form = document.querySelector(".search");
const results = document.querySelector(".results");
const status = document.querySelector("[role=status]");
const fields = Object.fromEntries(["q", "section", "year"].map((name) => [name, form.elements[name]]));
const files = new Map();
let shown = "";

const plain = (text) => text.replace(/['’]/g, "").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const wordsOf = (text) => plain(text).match(/[a-z0-9]{2,}/g) || [];

function file(name) {
  if (!files.has(name)) files.set(name, fetch(name).then((answer) => (answer.ok ? answer.json() : {})));
  return files.get(name);
}

// The pages on which a word, or a longer one that begins with it, stands; a whole word counts for more.
async function pagesWith(word) {
  const found = new Map();
  for (const [each, list] of Object.entries(await file(`words/${word.slice(0, 2)}.json`))) {
    if (!each.startsWith(word)) continue;
    for (let at = 0; at < list.length; at += 2) {
      found.set(list[at], (found.get(list[at]) || 0) + list[at + 1] * (each === word ? 3 : 1));
    }
  }
  return found;
}

async function search(words) {
  const { common, pages } = await file("pages.json");
  const lists = await Promise.all(words.filter((word) => !common.includes(word)).map(pagesWith));
  const hits = [...(lists.length ? lists[0] : pages).keys()].filter((page) => lists.every((list) => list.has(page)));
  const score = (page) => lists.reduce((sum, list) => sum + Math.log1p(list.get(page)), 0);
  return { pages, hits: hits.sort((a, b) => score(b) - score(a) || (pages[b][3] > pages[a][3] ? 1 : -1)) };
}

function wanted([, , section, date]) {
  return (!fields.section.value || fields.section.value === section) && (!fields.year.value || date.startsWith(fields.year.value));
}

function node(name, text, options = {}) {
  return Object.assign(document.createElement(name), { textContent: text }, options);
}

function row([address, title, section, date]) {
  const item = node("li", "");
  const option = [...fields.section.options].find((each) => each.value === section && section);
  const when = date && new Date(date).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  item.append(node("a", title, { href: `../${address}` }));
  item.append(node("p", [option?.text, when].filter(Boolean).join(", "), { className: "where" }));
  return item;
}

// A few words of the page itself round the first of the words looked for.
async function excerpt(item, address, words) {
  const page = new DOMParser().parseFromString(await (await fetch(`../${address}`)).text(), "text/html");
  const text = [...page.querySelectorAll("main :is(p, li, td, dd, h2, h3)")].map((each) => each.textContent.trim()).join(" … ").replace(/\s+/g, " ");
  const at = Math.max(0, ...words.map((word) => plain(text).search(new RegExp(`\\b${word}`))).filter((each) => each >= 0).slice(0, 1));
  const begin = at < 60 ? 0 : text.indexOf(" ", at - 60) + 1;
  const said = node("p", begin ? "… " : "");
  for (const part of text.slice(begin, begin + 220).split(/([\p{L}\p{N}’']+)/u)) {
    const found = words.some((word) => plain(part).startsWith(word));
    said.append(found ? node("mark", part) : part);
  }
  said.append(" …");
  item.append(said);
}

async function show() {
  const asked = `#${new URLSearchParams(new FormData(form))}`;
  if (asked === shown) return;
  shown = asked;
  history.replaceState(null, "", asked);
  const words = [...new Set(wordsOf(fields.q.value))];
  if (!words.length) {
    results.replaceChildren();
    status.textContent = "";
    return;
  }
  const { pages, hits } = await search(words);
  if (asked !== shown) return;
  const kept = hits.filter((hit) => wanted(pages[hit]));
  const best = kept.slice(0, 10);
  const items = best.map((hit) => row(pages[hit]));
  results.replaceChildren(...items);
  status.textContent = kept.length > 10 ? `${kept.length} pages found. The best 10 are shown: add a word to narrow them down.`
    : kept.length ? `${kept.length} ${kept.length === 1 ? "page" : "pages"} found.`
      : "No page found. Try fewer words or another spelling, or ask the Clerk.";
  await Promise.all(best.map((hit, n) => excerpt(items[n], pages[hit][0], words)));
}

async function begin() {
  document.querySelector(".without").hidden = true;
  form.hidden = false;
  for (const [name, value] of new URLSearchParams(location.hash.slice(1))) if (fields[name]) fields[name].value = value;
  form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
  form.addEventListener("change", show);
  if (fields.q.value) await show();
}

begin();
