// @ts-check
// The words that the browser says itself, in the language of whoever reads.
import { $ } from "./dom.js";

/** @type {{ language: string, languages: Record<string, string>, phrases: Record<string, string> }} */
export const { language, languages, phrases: spoken } = JSON.parse($("#fn-phrases").textContent);
document.documentElement.lang = language;

/**
 * A phrase with its values filled in.
 * @param {string} key
 * @param {Record<string, unknown>} [values]
 */
export const say = (key, values = {}) => spoken[key].replace(/{(\w+)}/g, (_, name) => String(values[name]));
