// What Gradio's parts cannot do by themselves: links to places open in the panel beside the conversation
// (over it on a narrow screen), conversations are kept in this browser, articles are chosen and added.
window.footnote = (() => {
  const PLACE = /^#(all\b|kept$|[qpa]=)/;
  const language = navigator.language.startsWith("vi") ? "vi" : "en";
  let panel, server, fire, corpus, chosen, opener = null, latest = 0, spoken = {};

  const $ = (selector) => document.querySelector(selector);
  const isWide = () => matchMedia("(min-width: 60rem)").matches;
  const say = (key, values = {}) => spoken[key].replace(/{(\w+)}/g, (_, name) => values[name]);

  function speak(phrases) {
    spoken = phrases[language];
    document.documentElement.lang = language;
  }

  function attach(element, functions, trigger, props) {
    [panel, server, fire, corpus] = [element, functions, trigger, props.corpus];
    nameThings($("gradio-app"));
    show(location.hash);
    const record = stored(sessionStorage.getItem(openKey()));
    if (record) fire("reopen", { record: JSON.stringify(record) });
  }

  // --- The panel

  async function show(link, again = false) {
    const turn = ++latest;
    const wanted = { link, language, kept: link === "#kept" ? summaries() : [] };
    const html = await server.show(wanted).catch(() => undefined); // nor does Gradio reject
    if (turn !== latest) return;
    const stay = again && panel.dataset.shown === link && panel.querySelector(".fn-scroll")?.scrollTop;
    const held = panel.contains(document.activeElement) && named(document.activeElement);
    fill(html);
    document.body.classList.toggle("fn-reading", PLACE.test(link));
    for (const a of document.querySelectorAll("#conversation a[href], #masthead a[href]"))
      a.getAttribute("href") === link ? a.setAttribute("aria-current", "true") : a.removeAttribute("aria-current");
    markChosen();
    if (held && !panel.contains(document.activeElement))
      [...panel.querySelectorAll("a, button, input")].find((one) => named(one) === held)?.focus({ preventScroll: true });
    if (stay) panel.querySelector(".fn-scroll").scrollTop = stay;
    else bringIntoView();
    if (!isWide() && PLACE.test(link) && !held) panel.querySelector(".fn-close")?.focus();
    panel.dataset.shown = link;
  }

  // A table that is shown already keeps its search field, in which somebody may be typing.
  function fill(html) {
    const fresh = document.createElement("template");
    fresh.innerHTML = html ?? "";
    const [list, field, next] = [panel.querySelector(".fn-list"), panel.querySelector(".fn-find"), fresh.content.querySelector(".fn-list")];
    if (list && next && panel.dataset.shown !== undefined && !panel.querySelector(".fn-notice") && !fresh.content.querySelector(".fn-notice")) {
      if (field !== document.activeElement) field.value = fresh.content.querySelector(".fn-find").value;
      list.replaceWith(next);
    } else panel.replaceChildren(fresh.content);
    if (html === undefined) panel.append(make("p", { className: "fn-notice", textContent: say("lost") }));
  }

  const named = (one) => [one.className, one.getAttribute("aria-label") ?? one.textContent.replace(/[↑↓]/, "")].join("|");
  const make = (tag, properties, ...inner) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...inner);
    return made;
  };

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
    return show(link);
  }

  const refresh = () => panel && show(location.hash, true);

  function close() {
    go("#");
    opener?.isConnected && opener.focus();
  }

  // The first footnote of an answer that has just come; nothing is left open beside one without.
  function openNewest(reopened = false) {
    if (reopened && /^#(all\b|[qpa]=)/.test(location.hash)) return refresh();
    if (!isWide()) return reopened && go("#", true);
    const answers = document.querySelectorAll("#conversation .fn-message");
    const mark = answers[answers.length - 1]?.querySelector(".fn-mark");
    go(mark ? mark.getAttribute("href") : "#", true);
  }

  // --- Conversations, kept in this browser

  const key = (id) => `footnote:${corpus}:${id}`;
  const openKey = () => `footnote:${corpus}`;
  const stored = (id) => JSON.parse((id && localStorage.getItem(key(id))) || "null");

  function store(record) {
    try {
      localStorage.setItem(key(record.id), JSON.stringify(record));
    } catch {
      tell(say("full"));
    }
  }

  function summaries() {
    const kept = Object.keys(localStorage).filter((name) => name.startsWith(key(""))).map((name) => JSON.parse(localStorage.getItem(name)));
    return kept.sort((one, other) => other.at - one.at).map(({ id, title, at, answers }) => ({
      id,
      title,
      about: say(answers.length === 1 ? "question" : "questions", { count: answers.length }) + " · " + new Date(at).toLocaleString(navigator.language, { dateStyle: "medium", timeStyle: "short" }),
      open: id === sessionStorage.getItem(openKey()),
    }));
  }

  // What stays of the conversation, and the answer that comes after it.
  function keep(kept) {
    if (!kept) return;
    const record = stored(kept.id) ?? { id: kept.id, answers: [] };
    record.answers = record.answers.slice(0, kept.after).concat(kept.answer ?? []);
    record.at = Date.now();
    record.title ||= record.answers[0]?.question;
    if (record.answers.length) {
      sessionStorage.setItem(openKey(), record.id);
      store(record);
    } else localStorage.removeItem(key(record.id));
    if (location.hash === "#kept") refresh();
  }

  const begin = () => sessionStorage.removeItem(openKey());

  function reopen(record) {
    sessionStorage.setItem(openKey(), record.id);
    fire("reopen", { record: JSON.stringify(record) });
  }

  async function save(record, kind) {
    const text = await server.export({ record: JSON.stringify(record), kind });
    const name = record.title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60) || "conversation";
    const href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
    make("a", { href, download: `${name}.${kind}` }).click();
    URL.revokeObjectURL(href);
  }

  // --- The articles that are asked

  function attachChoice(props) {
    chosen = props;
    markChosen();
  }

  function choose(rows) {
    chosen.value = rows;
    markChosen();
  }

  function markChosen() {
    const paths = new Set((chosen?.value ?? []).map((one) => one.path));
    for (const box of panel?.querySelectorAll(".fn-choose") ?? []) box.checked = paths.has(box.value);
    const told = panel?.querySelector(".fn-chosen");
    if (told) told.textContent = paths.size ? say("chosen", { count: paths.size }) : say("all");
  }

  const inert = (text) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

  function choice(rows) {
    if (!rows?.length) return `<p>${inert(say("all"))} <a href="#all">${inert(say("choose"))}</a></p>`;
    const chip = ({ path, title }) =>
      `<button type="button" class="fn-chip" data-does="leave" data-path="${inert(path)}" aria-label="${inert(say("leave-out", { title }))}"><span>${inert(title)}</span> ×</button>`;
    return `<p>${inert(say("only"))} ${rows.map(chip).join(" ")} <button type="button" class="fn-link" data-does="everything">${inert(say("ask-all"))}</button></p>`;
  }

  // --- Adding articles

  function upload(files) {
    const input = $("#reading input[type=file]");
    input.files = files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    if (!location.hash.startsWith("#all")) go("#all");
  }

  // --- Asking back

  // Gives what was entered, or null when it was called off; the last button is called what it does.
  function dialog(title, does, ...fields) {
    const labels = fields.map(({ label, tag = "input", ...rest }) => make("label", { textContent: label }, make(tag, rest)));
    const buttons = make("menu", {}, make("button", { value: "", textContent: say("cancel"), formNoValidate: true }), make("button", { value: "ok", textContent: say(does), className: "fn-ok" }));
    const form = make("form", { method: "dialog" }, make("h2", { id: "fn-asked", textContent: title }), ...labels, buttons);
    const box = make("dialog", { className: "fn-dialog" }, form);
    box.setAttribute("aria-labelledby", "fn-asked");
    // Enter in a field means the last button.
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.target.tagName !== "INPUT") return;
      event.preventDefault();
      form.requestSubmit(form.querySelector(".fn-ok"));
    });
    document.body.append(box);
    box.showModal();
    (form.querySelector("input, textarea") ?? form.querySelector(".fn-ok")).focus();
    return new Promise((done) =>
      box.addEventListener("close", () => {
        done(box.returnValue === "ok" ? Object.fromEntries(new FormData(form)) : null);
        box.remove();
      })
    );
  }

  function tell(text) {
    const told = make("div", { className: "fn-toast", textContent: text, role: "status" });
    document.body.append(told);
    setTimeout(() => told.remove(), 6000);
  }

  async function askWhy(index) {
    if (index === null || index === undefined) return;
    const told = await dialog(say("why"), "send", { label: say("reason"), tag: "textarea", name: "text", rows: 3 });
    if (told?.text.trim()) fire("reason", { index, text: told.text });
  }

  const thank = () => tell(say("thanks"));
  const record = (button) => stored(button.closest("[data-id]").dataset.id);
  const does = {
    add: () => $("#upload").click(),
    sync: () => fire("sync"),
    rebuild: () => fire("rebuild"),
    undo: (button) => fire("undo", { file: button.dataset.path }),
    replace: (button) => fire("replace", { file: button.dataset.path }),
    dismiss: (button) => button.closest(".fn-added").remove(),
    leave: (button) => choose(chosen.value.filter((one) => one.path !== button.dataset.path)),
    everything: () => choose([]),
    open: (button) => reopen(record(button)),
    export: (button) => save(record(button), button.dataset.kind),
    new() {
      begin();
      fire("fresh");
      go("#");
      $("#question textarea").focus();
    },
    async link() {
      await navigator.clipboard.writeText(location.href);
      tell(say("copied"));
    },
    async paste() {
      const given = await dialog(say("paste"), "do-add", { label: say("title"), name: "name" }, { label: say("text"), tag: "textarea", name: "text", rows: 10, required: true });
      if (given) fire("paste", given);
    },
    async remove(button) {
      const { path } = button.dataset;
      if (await dialog(say("remove", { path }), "do-remove")) fire("remove", { file: path });
    },
    async rename(button) {
      const kept = record(button);
      const given = await dialog(say("rename"), "do-rename", { label: say("name"), name: "title", value: kept.title, required: true });
      if (given?.title.trim()) store({ ...kept, title: given.title.trim() });
      refresh();
    },
    async delete(button) {
      const { id } = record(button);
      if (!(await dialog(say("delete"), "do-delete"))) return;
      localStorage.removeItem(key(id));
      if (sessionStorage.getItem(openKey()) === id) {
        begin();
        fire("fresh");
      }
      refresh();
    },
  };

  // Gradio labels a message with its source, its arrow and square not at all, and the rest in English; its
  // examples say that they are a list, and are buttons.
  function nameThings(app) {
    let waiting = false;
    const mend = () => {
      waiting = false;
      app.querySelectorAll(":is([data-testid=bot], [data-testid=user])[aria-label]").forEach((message) => message.removeAttribute("aria-label"));
      app.querySelectorAll(".examples[role=list]").forEach((examples) => examples.setAttribute("role", "group"));
      for (const button of app.querySelectorAll("#talk button")) {
        const name = spoken[button.getAttribute("aria-label")] ?? spoken[button.classList[0]];
        if (name && button.title !== name) button.title = name;
      }
    };
    mend();
    new MutationObserver(() => waiting || ((waiting = true), requestAnimationFrame(mend))).observe(app, { subtree: true, childList: true, attributeFilter: ["aria-label", "title"] });
  }

  // --- The quotation behind a footnote, while it is pointed at

  const preview = make("div", { className: "fn-preview", id: "fn-preview", role: "tooltip", hidden: true });

  function point(mark) {
    if (mark.title) [mark.dataset.told, mark.title] = [mark.title, ""];
    preview.textContent = mark.dataset.told;
    preview.hidden = false;
    (mark.closest("main") ?? document.body).append(preview);
    mark.setAttribute("aria-describedby", preview.id);
    const at = mark.getBoundingClientRect(), size = preview.getBoundingClientRect();
    preview.style.left = Math.max(8, Math.min(at.left, innerWidth - size.width - 8)) + "px";
    preview.style.top = (at.bottom + size.height + 8 > innerHeight ? at.top - size.height - 4 : at.bottom + 4) + "px";
  }

  for (const [begins, ends] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    document.addEventListener(begins, ({ target }) => target.closest?.(".fn-mark") && point(target.closest(".fn-mark")));
    document.addEventListener(ends, ({ target, relatedTarget }) => {
      if (target.closest?.(".fn-mark, .fn-preview") && !relatedTarget?.closest?.(".fn-mark, .fn-preview")) preview.hidden = true;
    });
  }

  // --- What is clicked, typed, chosen and dropped

  document.addEventListener("click", (event) => {
    preview.hidden = true;
    const button = event.target.closest("[data-does]");
    if (button) return does[button.dataset.does](button);
    if (event.target.closest(".fn-close")) return close();
    const link = event.target.closest('a[href^="#"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (!panel.contains(link)) opener = link;
    go(link.getAttribute("href"));
  });
  // An empty box asks nothing: Gradio would send it.
  const asksNothing = (target) => target.closest("#question") && !$("#question textarea").value.trim();
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || !event.target.matches("#question textarea") || !asksNothing(event.target)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
  document.addEventListener("click", (event) => {
    if (event.target.closest(".submit-button") && asksNothing(event.target)) event.stopImmediatePropagation();
  }, true);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (!preview.hidden) preview.hidden = true;
    else if (!isWide() && !$("dialog[open]") && document.body.classList.contains("fn-reading")) close();
  });
  document.addEventListener("input", ({ target }) => {
    if (!target.classList.contains("fn-find")) return;
    const said = new URLSearchParams(location.hash.startsWith("#all") ? location.hash.slice(5) : "");
    target.value ? said.set("find", target.value) : said.delete("find");
    go("#all" + (said.size ? "&" + said : ""), true);
  });
  document.addEventListener("submit", (event) => event.target.closest("#evidence") && event.preventDefault());
  document.addEventListener("change", ({ target }) => {
    if (!target.classList.contains("fn-choose")) return;
    const others = (chosen.value ?? []).filter((one) => one.path !== target.value);
    choose(target.checked ? [...others, { path: target.value, title: target.dataset.title }] : others);
  });
  const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");
  const takesFiles = () => $("#upload") !== null; // not where the page is for reading only
  document.addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    if (takesFiles()) document.body.classList.add("fn-dropping");
  });
  for (const over of ["dragleave", "drop"])
    document.addEventListener(over, (event) => (over === "drop" || !event.relatedTarget) && document.body.classList.remove("fn-dropping"));
  document.addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    if (takesFiles()) upload(event.dataTransfer.files);
  });
  addEventListener("popstate", () => panel && show(location.hash));

  // Gradio's copy button copies a message's source; people want its text.
  function plain(source) {
    if (!/^<(div|p) class="fn-/.test(source)) return source;
    const parts = new DOMParser().parseFromString(source, "text/html").querySelectorAll("p, li, summary");
    return Array.from(parts, (part) => part.textContent.trim()).join("\n");
  }

  if (navigator.clipboard) {
    const write = navigator.clipboard.writeText.bind(navigator.clipboard);
    navigator.clipboard.writeText = (text) => write(plain(text));
  }
  return { speak, attach, attachChoice, choice, openNewest, refresh, keep, begin, askWhy, thank };
})();
