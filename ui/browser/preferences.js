// @ts-check
// What is chosen on the page, kept in this browser: a cookie, so that the server knows it from the first paint on.

import { isBusy } from "./talk.js";

const NAME = "footnote-settings";
const YEAR_S = 365 * 24 * 60 * 60;

/** @param {string | undefined} kept @returns {Record<string, string>} */
const read = (kept) => Object.fromEntries(new URLSearchParams(kept));

/** What differs from what is usual: caution, sentences, language, theme. @type {Readonly<Record<string, string>>} */
export let preferences = read(document.cookie.split("; ").find((one) => one.startsWith(`${NAME}=`))?.slice(NAME.length + 1));

/** @param {Record<string, string>} chosen */
export function prefer(chosen) {
  const kept = `${new URLSearchParams(Object.entries(chosen).filter(([, value]) => value))}`;
  document.cookie = `${NAME}=${kept}; path=/; max-age=${YEAR_S}; samesite=lax`;
  localStorage.setItem(NAME, kept); // which tells other tabs
  follow(kept);
}

// A language comes with the page; in a tab where an answer is coming it waits for the next load.
/** @param {string} kept */
function follow(kept) {
  const { language } = preferences;
  preferences = read(kept);
  wear();
  if (language !== preferences.language && !isBusy()) location.reload();
}
addEventListener("storage", ({ key, newValue }) => key === NAME && follow(newValue ?? ""));

// Gradio follows the device, when it starts and whenever the device changes.
const device = matchMedia("(prefers-color-scheme: dark)");
function wear() {
  const dark = preferences.theme ? preferences.theme === "dark" : device.matches;
  if (document.body.classList.contains("dark") !== dark) document.body.classList.toggle("dark", dark);
}
wear();
new MutationObserver(() => preferences.theme && wear()).observe(document.body, { attributeFilter: ["class"] });
