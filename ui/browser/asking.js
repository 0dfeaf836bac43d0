// @ts-check
// The box for a question: what is typed in it is never lost.
import { $, make } from "./dom.js";
import { page } from "./server.js";
import { isBusy, whenTold } from "./talk.js";
import { openId, openKey, read, write } from "./conversations.js";
import { say } from "./words.js";

const NEAR = 0.8; // so full is the box when it tells how full it is

export const field = () => /** @type {HTMLTextAreaElement} */ ($("#question textarea"));
const draftKey = () => `${openKey()}?draft`;
const sharedKey = () => `${draftKey()}=${openId() ?? ""}`; // tabs on one conversation write one question

let shared = ""; // where this tab has put its draft for the others
/** @param {string} text */
function share(text) {
  sessionStorage.setItem(draftKey(), text);
  if (shared !== sharedKey() || !text) localStorage.removeItem(shared);
  shared = sharedKey();
  if (text) write(shared, text);
}

addEventListener("storage", ({ key, oldValue, newValue }) => {
  if (page.panel && key === sharedKey() && field().value === JSON.parse(oldValue ?? '""')) type(JSON.parse(newValue ?? '""'));
});

/** Puts a text into the box as if it had been typed. @param {string} text */
export function type(text) {
  field().value = text;
  field().dispatchEvent(new Event("input", { bubbles: true }));
}

const early = () => /** @type {HTMLTextAreaElement | null} */ ($("#fn-early"));

/**
 * What was typed before the page was there, or before it was loaded again, is in the box; what was sent is asked.
 * @param {Promise<void>} resumed  when the conversation is there that it belongs to
 */
export async function restore(resumed) {
  const typed = early()?.value, isSent = early()?.readOnly, draft = typed || (sessionStorage.getItem(draftKey()) ?? read(sharedKey()));
  $("#fn-first")?.remove();
  if (draft) type(draft);
  field().focus({ preventScroll: true });
  if (!typed || !isSent) return;
  await resumed;
  type(typed);
  requestAnimationFrame(() => $("#question .submit-button").click());
}

document.addEventListener("input", ({ target }) => {
  if (target !== field()) return;
  const { length } = field().value, told = $(".fn-length");
  share(field().value);
  told.hidden = length < NEAR * page.most;
  told.textContent = say("too-long", { count: length.toLocaleString(), most: page.most.toLocaleString() });
  told.classList.toggle("fn-over", length > page.most);
});

// A question stays a draft until its answer is there.
whenTold((turn) => {
  if (turn.state === "asked") {
    share(turn.asked ?? "");
    $(".fn-editing").hidden = $(".fn-length").hidden = true;
  } else if (turn.state && turn.state !== "growing" && !field().value) share("");
});

function edit() {
  if (isBusy()) return;
  page.tell("revise");
  const keep = make("button", { type: "button", className: "fn-link", textContent: say("not-editing") });
  keep.dataset.does = "keep";
  $(".fn-editing").replaceChildren(say("editing"), " ", keep);
  $(".fn-editing").hidden = false;
  field().focus();
}

function keep() {
  page.tell("keep");
  share("");
  $(".fn-editing").hidden = true;
  field().focus();
}

/** @type {import("./main.js").Actions} */
export const actions = { edit, keep };

// An empty box asks nothing: Gradio would send it. Nor does one while an answer is coming.
/** @param {Element} target */
const asksNothing = (target) => target.closest("#question") && (!field().value.trim() || isBusy());
document.addEventListener("keydown", (event) => {
  const first = early();
  if (first && first === event.target && event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    first.readOnly = first.value.trim() !== ""; // it is sent as soon as the page can
  }
  const target = /** @type {Element} */ (event.target);
  if (event.key !== "Enter" || event.shiftKey || !target.matches("#question textarea") || !asksNothing(target)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);
document.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  if (target.closest(".submit-button") && asksNothing(target)) event.stopImmediatePropagation();
}, true);
