// @ts-check
// What Gradio's parts do otherwise than people expect.
import { spoken } from "./words.js";

// Gradio does not label its arrow and square.
/** @param {HTMLElement} app */
export function nameThings(app) {
  let waiting = false;
  const mend = () => {
    waiting = false;
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (app.querySelectorAll("#question button"))) {
      const name = spoken[button.classList[0]];
      if (name && button.title !== name) button.title = name;
    }
  };
  mend();
  new MutationObserver(() => waiting || ((waiting = true), requestAnimationFrame(mend))).observe(app, { subtree: true, childList: true, attributeFilter: ["title"] });
}

document.addEventListener("submit", (event) => /** @type {Element} */ (event.target).closest("#evidence") && event.preventDefault());
