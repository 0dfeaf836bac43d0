// @ts-check
// The words that the browser says itself, in the language of whoever reads.
import { $ } from "./dom.js";
import { preferences } from "./preferences.js";

/** @type {Record<string, Record<string, string>>} */
export const phrases = JSON.parse($("#fn-phrases").textContent);

export const language = [preferences.language ?? "", ...navigator.languages].map((wanted) => wanted.slice(0, 2).toLowerCase()).find((wanted) => wanted in phrases) ?? "en";
document.documentElement.lang = language;

export const spoken = phrases[language];

/**
 * A phrase with its values filled in.
 * @param {string} key
 * @param {Record<string, unknown>} [values]
 */
export const say = (key, values = {}) => spoken[key].replace(/{(\w+)}/g, (_, name) => String(values[name]));
