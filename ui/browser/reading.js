// @ts-check
// A long article is read in pieces: those around the quotation come first, the next one as one scrolls, and those
// that are left behind go.
import { language } from "./words.js";
import { page } from "./server.js";

const NEAR_PX = 1500; // so far from an end the next piece is fetched
const MOST_PIECES = 6;
let fetching = false;

/** @param {HTMLElement} box */
async function follow(box) {
  const text = box.querySelector(".fn-text");
  const [first, last] = [text?.firstElementChild, text?.lastElementChild].map((one) => /** @type {HTMLElement} */ (one));
  if (!first?.dataset.of || fetching) return;
  const [top, bottom] = [Number(first.dataset.number), Number(last.dataset.number)];
  if (box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX && bottom < Number(first.dataset.of) - 1) await add(box, last, bottom + 1);
  else if (box.scrollTop < NEAR_PX && top > 0) await add(box, first, top - 1);
}

/** @param {HTMLElement} box @param {HTMLElement} beside @param {number} number */
async function add(box, beside, number) {
  fetching = true;
  const html = await page.server.piece({ link: location.hash, language, number }).catch(() => "");
  fetching = false;
  if (!html || !beside.isConnected) return;
  const below = number > Number(beside.dataset.number);
  const text = /** @type {HTMLElement} */ (beside.parentElement);
  held(box, beside, () => {
    beside.insertAdjacentHTML(below ? "afterend" : "beforebegin", html);
    if (text.children.length > MOST_PIECES) (below ? text.firstElementChild : text.lastElementChild)?.remove();
  });
  follow(box);
}

/** Changes what is around an element, which stays where it is in view. @param {HTMLElement} box @param {HTMLElement} one @param {() => void} change */
function held(box, one, change) {
  const before = one.getBoundingClientRect().top;
  change();
  box.scrollTop += one.getBoundingClientRect().top - before;
}

document.addEventListener("scroll", ({ target }) => target instanceof HTMLElement && target.matches("#evidence .fn-scroll") && follow(target), true);
