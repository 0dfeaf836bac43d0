// @ts-check
// What Gradio's parts do otherwise than people expect.
import { $ } from "./dom.js";
import { spoken } from "./words.js";

// Gradio labels a message with its source, its arrow and square not at all, and the rest in English; its
// examples say that they are a list, and are buttons.
/** @param {HTMLElement} app */
export function nameThings(app) {
  let waiting = false;
  const mend = () => {
    waiting = false;
    app.querySelectorAll(":is([data-testid=bot], [data-testid=user])[aria-label]").forEach((message) => message.removeAttribute("aria-label"));
    app.querySelectorAll(".examples[role=list]").forEach((examples) => examples.setAttribute("role", "group"));
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (app.querySelectorAll("#talk button"))) {
      const name = spoken[button.getAttribute("aria-label") ?? ""] ?? spoken[button.classList[0]];
      if (name && button.title !== name) button.title = name;
    }
  };
  mend();
  new MutationObserver(() => waiting || ((waiting = true), requestAnimationFrame(mend))).observe(app, { subtree: true, childList: true, attributeFilter: ["aria-label", "title"] });
}

// An empty box asks nothing: Gradio would send it.
/** @param {Element} target */
const asksNothing = (target) => target.closest("#question") && !$("#question textarea").value.trim();
document.addEventListener("keydown", (event) => {
  const target = /** @type {Element} */ (event.target);
  if (event.key !== "Enter" || event.shiftKey || !target.matches("#question textarea") || !asksNothing(target)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);
document.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  if (target.closest(".submit-button") && asksNothing(target)) event.stopImmediatePropagation();
}, true);
document.addEventListener("submit", (event) => /** @type {Element} */ (event.target).closest("#evidence") && event.preventDefault());

// Gradio's copy button copies a message's source; people want its text.
/** @param {string} source */
function plain(source) {
  if (!/^<(div|p) class="fn-/.test(source)) return source;
  const parts = new DOMParser().parseFromString(source, "text/html").querySelectorAll("p, li, summary");
  return Array.from(parts, (part) => part.textContent?.trim()).join("\n");
}

if (navigator.clipboard) {
  const write = navigator.clipboard.writeText.bind(navigator.clipboard);
  navigator.clipboard.writeText = (text) => write(plain(text));
}
