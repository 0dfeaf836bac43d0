// @ts-check
// The quotation behind a footnote, while it is pointed at.
import { make } from "./dom.js";

const preview = make("div", { className: "fn-preview", id: "fn-preview", role: "tooltip", hidden: true });

/** @param {EventTarget | null} target @param {string} selector @returns {any} */
const within = (target, selector) => (target instanceof Element ? target.closest(selector) : null);

/** @param {HTMLElement} mark */
function point(mark) {
  const { before, quote, after, about } = mark.dataset;
  const quoted = make("p", {}, `${before ?? ""} `, make("mark", { className: "fn-here", textContent: quote }), ` ${after ?? ""}`);
  preview.replaceChildren(quoted, make("p", { className: "fn-about", textContent: about }));
  preview.hidden = false;
  (mark.closest("main") ?? document.body).append(preview);
  mark.setAttribute("aria-describedby", preview.id);
  const at = mark.getBoundingClientRect(), size = preview.getBoundingClientRect();
  preview.style.left = Math.max(8, Math.min(at.left, innerWidth - size.width - 8)) + "px";
  preview.style.top = (at.bottom + size.height + 8 > innerHeight ? at.top - size.height - 4 : at.bottom + 4) + "px";
}

/** @param {Event} event */
function show({ target }) {
  const mark = within(target, ".fn-mark[data-quote]");
  if (mark) point(mark);
}

/** @param {MouseEvent | FocusEvent} event */
function leave({ target, relatedTarget }) {
  if (within(target, ".fn-mark, .fn-preview") && !within(relatedTarget, ".fn-mark, .fn-preview")) preview.hidden = true;
}

document.addEventListener("mouseover", show);
document.addEventListener("focusin", show);
document.addEventListener("mouseout", leave);
document.addEventListener("focusout", leave);
document.addEventListener("click", () => (preview.hidden = true), true);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || preview.hidden) return;
  preview.hidden = true;
  event.preventDefault(); // it closes nothing else
}, true);

// One that is pointed at already, while this was coming.
const pointed = document.querySelector("#conversation .fn-mark[data-quote]:is(:hover, :focus)");
if (pointed) point(/** @type {HTMLElement} */ (pointed));
