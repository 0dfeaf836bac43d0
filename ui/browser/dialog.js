// @ts-check
// Asking back.
import { make } from "./dom.js";
import { say } from "./words.js";

/** @typedef {{ label: string, name: string, tag?: string, [property: string]: unknown }} Field */

/**
 * Gives what was entered, or null when it was called off; the last button is called what it does.
 * @param {string} title
 * @param {string} does
 * @param {...Field} fields
 * @returns {Promise<Record<string, any> | null>}
 */
export function dialog(title, does, ...fields) {
  const labels = fields.map(({ label, tag = "input", ...rest }) => make("label", { textContent: label }, make(tag, rest)));
  const cancel = make("button", { value: "", textContent: say("cancel"), formNoValidate: true });
  const ok = make("button", { value: "ok", textContent: say(does), className: "fn-ok" });
  const form = make("form", { method: "dialog" }, make("h2", { id: "fn-asked", textContent: title }), ...labels, make("menu", {}, cancel, ok));
  const box = make("dialog", { className: "fn-dialog" }, form);
  box.setAttribute("aria-labelledby", "fn-asked");
  // Enter in a field means the last button.
  form.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter" || /** @type {Element} */ (event.target).tagName !== "INPUT") return;
    event.preventDefault();
    form.requestSubmit(ok);
  });
  document.body.append(box);
  box.showModal();
  (form.querySelector("input, textarea, select") ?? ok).focus();
  return new Promise((done) =>
    box.addEventListener("close", () => {
      done(box.returnValue === "ok" ? Object.fromEntries(new FormData(form)) : null);
      box.remove();
    })
  );
}
