// @ts-check
// The words that the browser says itself, in the language of whoever reads.
import { $ } from "./dom.js";

export const language = navigator.language.startsWith("vi") ? "vi" : "en";
document.documentElement.lang = language;

/** @type {Record<string, string>} */
export const spoken = JSON.parse($("#fn-phrases").textContent)[language];

/**
 * A phrase with its values filled in.
 * @param {string} key
 * @param {Record<string, unknown>} [values]
 */
export const say = (key, values = {}) => spoken[key].replace(/{(\w+)}/g, (_, name) => String(values[name]));
