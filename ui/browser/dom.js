// @ts-check
// Small tools for what stands on the page.

/** @type {(selector: string) => any} */
export const $ = (selector) => document.querySelector(selector);

/** Whether the evidence stands beside the conversation, not over it. */
export const isWide = () => matchMedia("(min-width: 60rem)").matches;

/**
 * An element with its properties and what is inside it.
 * @param {string} tag
 * @param {Record<string, unknown>} properties
 * @param {...(Node | string)} inner
 * @returns {any}
 */
export function make(tag, properties, ...inner) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...inner);
  return made;
}

/** Text that a browser shows and does nothing else with. @param {string} text */
export const inert = (text) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

// A screen reader reads out what comes into a place that was there before.
const told = make("div", { role: "status" });
document.body.append(told);

/** A sentence that is shown for a while, until one goes on, and read out. @param {string} text */
export function tell(text) {
  const toast = make("div", { className: "fn-toast", textContent: text });
  told.replaceChildren(toast);
  const leave = () => toast.remove();
  setTimeout(leave, 6000);
  addEventListener("pointerdown", leave, { once: true });
}
