// What Gradio's parts cannot do by themselves: links to places open in the evidence panel, beside
// the conversation on a wide screen and over it on a narrow one.
window.footnote = (() => {
  const PLACE = /^#(all$|[qpa]=)/;
  let panel, server, phrases, opener = null, latest = 0;

  const language = () => (navigator.language.startsWith("vi") ? "vi" : "en");
  const isWide = () => matchMedia("(min-width: 60rem)").matches;

  function attach(element, functions, spoken) {
    [panel, server, phrases] = [element, functions, spoken[language()]];
    show(location.hash);
    nameThings(document.querySelector("gradio-app"));
  }

  async function show(link) {
    const turn = ++latest;
    const html = await server.show({ link, language: language() }).catch(() => undefined); // nor does Gradio reject
    if (turn !== latest) return;
    panel.innerHTML = html ?? "";
    if (html === undefined) panel.append(notice(phrases.lost));
    document.body.classList.toggle("fn-reading", PLACE.test(link));
    for (const a of document.querySelectorAll("#conversation a[href]"))
      a.getAttribute("href") === link ? a.setAttribute("aria-current", "true") : a.removeAttribute("aria-current");
    bringIntoView();
    if (!isWide() && PLACE.test(link)) panel.querySelector(".fn-close")?.focus();
    panel.dataset.shown = link;
  }

  function notice(text) {
    const p = document.createElement("p");
    p.className = "fn-notice";
    p.textContent = text;
    return p;
  }

  function bringIntoView() {
    const box = panel.querySelector(".fn-scroll"), mark = panel.querySelector("#fn-here");
    if (!box || !mark) return;
    const above = mark.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop;
    box.scrollTop = above - Math.max(16, (box.clientHeight - mark.getBoundingClientRect().height) / 3);
  }

  function go(link, replace = false) {
    const url = location.pathname + location.search + link;
    if (replace || link === location.hash) history.replaceState(null, "", url);
    else history.pushState(null, "", url);
    show(link);
  }

  function close() {
    go("#");
    opener?.isConnected && opener.focus();
  }

  // The first footnote of an answer that has just come; nothing is left open beside one without.
  function openNewest() {
    if (!isWide()) return;
    const answers = document.querySelectorAll("#conversation .fn-message");
    const mark = answers[answers.length - 1]?.querySelector(".fn-mark");
    go(mark ? mark.getAttribute("href") : "#", true);
  }

  // Gradio labels a message with its source, its arrow and square not at all, and the rest in English.
  function nameThings(app) {
    document.documentElement.lang = language();
    const mend = () => {
      app.querySelectorAll(":is([data-testid=bot], [data-testid=user])[aria-label]").forEach((message) => message.removeAttribute("aria-label"));
      for (const button of app.querySelectorAll("#talk button")) {
        const name = phrases[button.getAttribute("aria-label")] ?? phrases[button.classList[0]];
        if (name && button.title !== name) button.title = name;
      }
    };
    mend();
    new MutationObserver(mend).observe(app, { subtree: true, childList: true, attributeFilter: ["aria-label", "title"] });
  }

  // Gradio's copy button copies a message's source; people want its text.
  function plain(source) {
    if (!/^<(div|p) class="fn-/.test(source)) return source;
    const parts = new DOMParser().parseFromString(source, "text/html").querySelectorAll("p, li, summary");
    return Array.from(parts, (part) => part.textContent.trim()).join("\n");
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest(".fn-close")) return close();
    const link = event.target.closest('a[href^="#"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (!panel.contains(link)) opener = link;
    go(link.getAttribute("href"));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !isWide() && document.body.classList.contains("fn-reading")) close();
  });
  addEventListener("popstate", () => panel && show(location.hash));
  if (navigator.clipboard) {
    const write = navigator.clipboard.writeText.bind(navigator.clipboard);
    navigator.clipboard.writeText = (text) => write(plain(text));
  }
  return { attach, openNewest };
})();
