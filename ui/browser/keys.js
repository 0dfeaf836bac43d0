// @ts-check
// What single keys do, outside of fields.
import { field, type } from "./asking.js";
import { $, make } from "./dom.js";
import { open } from "./panel.js";
import { turns } from "./talk.js";
import { say } from "./words.js";

const HELP = { "/": "key-ask", "↑": "key-last", "j": "key-next", "k": "key-before", "Esc": "key-close", "?": "key-help" };

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

function help() {
  const rows = Object.entries(HELP).flatMap(([key, told]) => [make("dt", {}, make("kbd", { textContent: key })), make("dd", { textContent: say(told) })]);
  const close = make("button", { textContent: say("close"), className: "fn-ok" });
  const form = make("form", { method: "dialog" }, make("h2", { id: "fn-keys", textContent: say("keys") }), make("dl", {}, ...rows), make("menu", {}, close));
  const box = make("dialog", { className: "fn-dialog fn-keys" }, form);
  box.setAttribute("aria-labelledby", "fn-keys");
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
}

/** @type {Record<string, () => void>} */
const keys = { "/": () => field().focus(), j: () => go(1), k: () => go(-1), "?": help };

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
