// @ts-check
// Of a long list the rows in view are on the page, and others come as one scrolls to them.
import { tellShown, whenShown } from "./panel.js";
import { page } from "./server.js";
import { language } from "./words.js";

const BEFORE = 40; // rows above those in view that are fetched with them
let fetching = false;

/** @param {HTMLElement} box */
async function follow(box) {
  const list = /** @type {HTMLElement | null} */ (box.querySelector(".fn-list[data-rows]"));
  const shown = /** @type {HTMLElement | undefined} */ (list?.firstElementChild);
  if (!list || !shown || fetching) return;
  const [first, count] = [Number(/** @type {HTMLElement} */ (shown.firstElementChild).dataset.at), Number(list.dataset.rows)];
  const height = shown.offsetHeight / count;
  const above = box.getBoundingClientRect().top - shown.getBoundingClientRect().top;
  const top = Math.max(0, Math.floor(above / height)), bottom = Math.min(count, Math.ceil((above + box.clientHeight) / height));
  if (top >= first && bottom <= first + shown.children.length) return;
  fetching = true;
  const html = await page.server.show({ link: location.hash, language, start: Math.max(0, top - BEFORE) }).catch(() => "");
  fetching = false;
  if (!html || !list.isConnected) return;
  replace(list, html);
  follow(box);
}

/** Puts other rows in; one that is in both and has the focus keeps it. @param {HTMLElement} list @param {string} html */
function replace(list, html) {
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  const next = /** @type {HTMLElement | null} */ (fresh.content.querySelector(".fn-list"));
  if (!next) return;
  const focused = /** @type {HTMLElement | null} */ (list.contains(document.activeElement) ? document.activeElement : null);
  const held = focused?.closest("li");
  if (held) next.querySelector(`li[data-at="${held.dataset.at}"]`)?.replaceWith(held);
  list.replaceWith(next);
  focused?.focus({ preventScroll: true });
  tellShown();
}

const box = () => /** @type {HTMLElement | null} */ (page.panel?.querySelector(".fn-contents .fn-scroll"));
const look = () => {
  const shown = box();
  if (shown) follow(shown);
};
whenShown(look);
look();
document.addEventListener("scroll", ({ target }) => target === box() && look(), true);
addEventListener("resize", look);
