// @ts-check
// What single keys do, outside of fields.
import { field, type } from "./asking.js";
import { $ } from "./dom.js";
import { open } from "./panel.js";
import { turns } from "./talk.js";
import { load } from "./wanted.js";

// The quotation after or before the one that is open, through all answers.
/** @param {1 | -1} step */
function go(step) {
  const marks = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("#conversation .fn-mark")]);
  const at = marks.findIndex((mark) => mark.hasAttribute("aria-current"));
  const mark = marks[at < 0 && step < 0 ? marks.length - 1 : at + step];
  if (!mark) return;
  mark.scrollIntoView({ block: "nearest" });
  open(mark);
}

// The quotation that is open, or the last answer; again takes it out.
const pin = () => ($("#evidence [data-does=pin]") ?? [...document.querySelectorAll("#conversation [data-does=pin]")].at(-1))?.click();

/** @type {Record<string, () => void>} */
const keys = { "/": () => field().focus(), j: () => go(1), k: () => go(-1), p: pin, "?": () => load("help").then(({ help }) => help()) };

document.addEventListener("keydown", (event) => {
  const target = /** @type {Element} */ (event.target);
  if (event.ctrlKey || event.metaKey || event.altKey || $("dialog[open]")) return;
  const last = turns().at(-1)?.dataset.question;
  if (event.key === "ArrowUp" && target === field() && !field().value && last) {
    event.preventDefault();
    type(last);
  } else if (event.key in keys && !target.matches("input, textarea, select, [contenteditable]")) {
    event.preventDefault();
    keys[event.key]();
  }
});
