// @ts-check
// What is chosen on the page, kept in this browser: a cookie, so that the server knows it from the first paint on.

const NAME = "footnote-settings=";
const YEAR_S = 365 * 24 * 60 * 60;

const kept = document.cookie.split("; ").find((one) => one.startsWith(NAME))?.slice(NAME.length);

/** What differs from what is usual: caution, sentences, language, theme. @type {Readonly<Record<string, string>>} */
export let preferences = Object.fromEntries(new URLSearchParams(kept));

/** @param {Record<string, string>} chosen */
export function prefer(chosen) {
  preferences = Object.fromEntries(Object.entries(chosen).filter(([, value]) => value));
  document.cookie = `${NAME}${new URLSearchParams(preferences)}; path=/; max-age=${YEAR_S}; samesite=lax`;
}

// Gradio follows the device, when it starts and whenever the device changes.
function wear() {
  const { theme } = preferences, dark = theme === "dark";
  if (theme && document.body.classList.contains("dark") !== dark) document.body.classList.toggle("dark", dark);
}
wear();
new MutationObserver(wear).observe(document.body, { attributeFilter: ["class"] });
