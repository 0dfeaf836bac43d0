// @ts-check
// What Gradio's parts cannot do by themselves, put together: `footnote` is what the page's events call, and a
// button that says what it does (data-does) finds its action here.
import { actions as asking, restore } from "./asking.js";
import { actions as choosing, attachChoice, choice, restoreChoice } from "./choice.js";
import { actions as conversations, resume } from "./conversations.js";
import { $, tell } from "./dom.js";
import { nameThings } from "./gradio.js";
import "./keys.js";
import { close, open, refresh, show } from "./panel.js";
import "./preferences.js";
import { connect } from "./server.js";
import { actions as talking, attachTalk, invite, take, whole } from "./talk.js";
import { attachCheck, wanted } from "./wanted.js";
import { say } from "./words.js";

/** @typedef {Record<string, (button: HTMLElement) => unknown>} Actions */

/** @type {Actions} */
const actions = {
  ...choosing,
  ...conversations,
  ...asking,
  ...talking,
  add: () => $("#upload").click(), // at once: a browser opens its own dialog for nothing that comes later
  async link() {
    await navigator.clipboard.writeText(location.href);
    tell(say("copied"));
  },
};

/** @param {HTMLElement} button */
async function act(button) {
  const does = button.dataset.does ?? "";
  (actions[does] ?? (await wanted(does)))(button);
}

/** @type {(...given: Parameters<typeof connect>) => void} */
function attach(...given) {
  connect(...given);
  document.head.append($("#fn-style")); // behind Gradio's styles, which have come since
  nameThings($("gradio-app"));
  show(location.hash);
}

/** Called when everything is on the page, in the reader's language. */
function ready() {
  const resumed = resume() ? whole() : Promise.resolve();
  restoreChoice();
  restore(resumed);
}

/** Called when the articles are others. */
function renew() {
  refresh();
  invite();
}

document.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  const button = /** @type {HTMLElement | null} */ (target.closest("[data-does]"));
  if (button) return act(button);
  if (target.closest(".fn-close")) return close();
  const link = /** @type {HTMLElement | null} */ (target.closest('a[href^="#"]'));
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  open(link);
});

Object.assign(window, { footnote: { attach, attachCheck, attachChoice, attachTalk, choice, ready, refresh, renew, take } });
