// @ts-check
// Which keys there are.
import { make } from "./dom.js";
import { say } from "./words.js";

const HELP = { "/": "key-ask", "↑": "key-last", "j": "key-next", "k": "key-before", "p": "key-pin", "Esc": "key-close", "?": "key-help" };

/** Shows them. */
export function help() {
  const rows = Object.entries(HELP).flatMap(([key, told]) => [make("dt", {}, make("kbd", { textContent: key })), make("dd", { textContent: say(told) })]);
  const close = make("button", { textContent: say("close"), className: "fn-ok" });
  const form = make("form", { method: "dialog" }, make("h2", { id: "fn-keys", textContent: say("keys") }), make("dl", {}, ...rows), make("menu", {}, close));
  const box = make("dialog", { className: "fn-dialog fn-keys" }, form);
  box.setAttribute("aria-labelledby", "fn-keys");
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
}
