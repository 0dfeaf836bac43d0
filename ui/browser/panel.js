// @ts-check
// The panel beside the conversation, over it on a narrow screen: links to places open in it.
import { $, isWide, make } from "./dom.js";
import { page } from "./server.js";
import { language, say } from "./words.js";

const PLACE = /^#(all\b|kept$|notes$|[qpa]=)/;
const SELF_MADE = /^#(all\b|notes$|[qpa]=)/; // what opens without an answer beside it

/** @type {Map<string, () => Promise<object>>} */
const contributions = new Map();
/** @type {(() => void)[]} */
const watchers = [];
/** @type {HTMLElement | null} */
let opener = null;
let latest = 0;

/** What the browser tells the server when a link is shown. @param {string} link @param {() => Promise<object>} give */
export const contribute = (link, give) => contributions.set(link, give);

/** Calls back whenever something is shown in the panel. @param {() => void} call */
export const whenShown = (call) => watchers.push(call);
export const tellShown = () => watchers.forEach((call) => call());

/** @param {string} link @returns {Promise<string>} */
const fetched = async (link) => page.server.show({ link, language, ...(await contributions.get(link)?.()) });

/**
 * Shows what a link means; again keeps the place and the focus in what is shown already.
 * @param {string} link
 * @param {boolean} [again]
 */
export async function show(link, again = false) {
  const panel = /** @type {HTMLElement} */ (page.panel);
  const turn = ++latest;
  const html = await fetched(link).catch(() => undefined); // nor does Gradio reject
  if (turn !== latest) return;
  const stay = again && panel.dataset.shown === link && panel.querySelector(".fn-scroll")?.scrollTop;
  const focused = /** @type {HTMLElement} */ (document.activeElement);
  const held = panel.contains(focused) && named(focused);
  fill(panel, html);
  document.body.classList.toggle("fn-reading", PLACE.test(link));
  for (const a of document.querySelectorAll("#conversation a[href], #checked a[href], #masthead a:not([href='#check'])"))
    a.getAttribute("href") === link ? a.setAttribute("aria-current", "true") : a.removeAttribute("aria-current");
  tellShown();
  if (held && !panel.contains(document.activeElement)) findNamed(panel, held)?.focus({ preventScroll: true });
  if (stay) /** @type {Element} */ (panel.querySelector(".fn-scroll")).scrollTop = stay;
  else bringIntoView(panel);
  if (!isWide() && PLACE.test(link) && !held) focusWhenSeen(panel);
  panel.dataset.shown = link;
}

// A sheet that comes in takes the focus in its first frame: before, nothing in it can have it.
/** @param {HTMLElement} panel */
function focusWhenSeen(panel) {
  const close = /** @type {HTMLElement | null} */ (panel.querySelector(".fn-close"));
  if (!close || !document.body.classList.contains("fn-reading")) return;
  if (getComputedStyle(close).visibility === "hidden") requestAnimationFrame(() => focusWhenSeen(panel));
  else close.focus();
}

// A list that is shown already keeps its search fields, in one of which somebody may be typing.
/** @param {HTMLElement} panel @param {string | undefined} html */
function fill(panel, html) {
  const fresh = document.createElement("template");
  fresh.innerHTML = html ?? "";
  const lists = [panel, fresh.content].every((one) => one.querySelector(".fn-list") && !one.querySelector(".fn-notice"));
  if (lists && panel.dataset.shown !== undefined) {
    for (const part of [".fn-bar h2", ".fn-orders", ".fn-list"]) panel.querySelector(part)?.replaceWith(/** @type {Element} */ (fresh.content.querySelector(part)));
    for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (panel.querySelectorAll(".fn-find")))
      if (field !== document.activeElement) field.value = /** @type {HTMLInputElement} */ (fresh.content.querySelector(`.fn-find[name=${field.name}]`)).value;
  } else panel.replaceChildren(fresh.content);
  if (html === undefined) panel.append(make("p", { className: "fn-notice", textContent: say("lost") }));
}

/** @param {HTMLElement} one */
const named = (one) => [one.className, one.getAttribute("aria-label") ?? one.textContent?.replace(/[↑↓]/, "")].join("|");

/** @param {HTMLElement} panel @param {string} name @returns {HTMLElement | undefined} */
const findNamed = (panel, name) =>
  /** @type {HTMLElement[]} */ ([...panel.querySelectorAll("a, button, input")]).find((one) => named(one) === name);

/** @param {HTMLElement} panel */
function bringIntoView(panel) {
  const box = panel.querySelector(".fn-scroll"), mark = panel.querySelector("#fn-here");
  if (!box || !mark) return;
  const above = mark.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop;
  box.scrollTop = above - Math.max(16, (box.clientHeight - mark.getBoundingClientRect().height) / 3);
}

/**
 * Opens a link, as a new step of the browser's history or in place of the last one.
 * @param {string} link
 * @param {boolean} [replace]
 */
export function go(link, replace = false) {
  const url = location.pathname + location.search + link;
  if (replace || link === location.hash) history.replaceState(null, "", url);
  else history.pushState(null, "", url);
  return show(link);
}

export const refresh = () => page.panel && show(location.hash, true);

/** Opens a link that was clicked; closing the panel leads back to it. @param {HTMLElement} link */
export function open(link) {
  if (!page.panel?.contains(link)) opener = link;
  return go(link.getAttribute("href") ?? "#");
}

export function close() {
  go("#");
  if (opener?.isConnected) opener.focus();
}

// The first footnote of an answer that has just come; nothing is left open beside one without.
export function openNewest(reopened = false) {
  const answers = document.querySelectorAll("#conversation .fn-message");
  // A conversation that was removed from the list leaves the list open.
  if (reopened && (SELF_MADE.test(location.hash) || (location.hash === "#kept" && !answers.length))) return refresh();
  if (!isWide()) return reopened && go("#", true);
  const mark = answers[answers.length - 1]?.querySelector(".fn-mark");
  go(mark?.getAttribute("href") ?? "#", true);
}

addEventListener("popstate", () => page.panel && show(location.hash));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.defaultPrevented && !isWide() && !$("dialog[open]") && document.body.classList.contains("fn-reading")) close();
});
