// The page of the search: looks for what is typed, and shows the issues that have it with a part of their words.
(() => {
  "use strict";
  const form = document.getElementById("search");
  const field = document.getElementById("search-words");
  const told = document.getElementById("search-told");
  const list = document.getElementById("search-list");
  const more = document.getElementById("search-more");
  const heading = document.getElementById("search-found");
  const say = form.dataset;
  const CHOICES = ["product", "type", "status", "year"];
  const PAGE = 8; // how many results are shown at a time
  const MOST = 12; // how many words are looked for
  const PAUSE = 150; // how long typing rests before what was typed is looked for (ms)
  const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e0fff}]/gu;

  if (location.protocol === "file:") {
    told.textContent = say.disk;
    return;
  }

  const shown = (text) => text.replace(HIDDEN, (char) => `[U+${char.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}]`);
  const plain = (text, format) =>
    shown((format === "markdown" ? text.replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[*_`]+|^[ \t]{0,3}(?:#{1,6}|>|[-+])[ \t]/gm, "") : text).replace(/\s+/g, " ").trim());

  // A text with the words that were found marked; nothing in it is read as markup.
  const marked = (element, text, which, start = 0, stop = text.length) => {
    let at = start;
    for (const place of searchWords.places(text, which)) {
      if (place.start < at || place.stop > stop) continue;
      const mark = document.createElement("mark");
      mark.textContent = text.slice(place.start, place.stop);
      element.append(text.slice(at, place.start), mark);
      at = place.stop;
    }
    element.append(text.slice(at, stop));
  };

  // The part of an issue's messages in which the most of the words stand close together.
  const NEAR = 180;
  const LONGEST = 220;
  const snippetOf = (thread, which) => {
    const texts = thread.filter((message) => message.text && message.words !== "withheld").map((message) => ({ text: plain(message.text, message.format), lang: message.lang }));
    let best = { count: 0, text: texts[0]?.text ?? "", lang: texts[0]?.lang, at: 0 };
    for (const { text, lang } of texts) {
      const places = searchWords.places(text, which);
      places.forEach((place, n) => {
        const near = new Set();
        for (let k = n; k < places.length && places[k].start < place.start + NEAR; k += 1) near.add(places[k].which);
        if (near.size > best.count) best = { count: near.size, text, lang, at: place.start };
      });
    }
    const { text } = best;
    let start = best.at > 40 ? text.indexOf(" ", best.at - 40) + 1 : 0;
    if (!start || start > best.at) start = Math.max(0, best.at > 40 ? best.at : 0);
    let stop = text.length > start + LONGEST ? text.lastIndexOf(" ", start + LONGEST) : text.length;
    if (stop <= best.at) stop = Math.min(text.length, start + LONGEST);
    return { ...best, start, stop };
  };

  const nameOf = (kind, value) =>
    Array.from(document.getElementById(`names-${kind}`).content.children).find((name) => name.dataset.value === value)?.textContent.trim() ?? value;

  const dayFormat = new Intl.DateTimeFormat(say.locale, { dateStyle: "long", timeZone: "UTC" });
  const numberFormat = new Intl.NumberFormat(say.locale);

  const statusOf = ({ issue, judged }) => (issue.type === "praise" && !judged.said && judged.standing.status !== "withdrawn" ? "praise" : judged.standing.status);

  const resultOf = (id, record, which) => {
    const item = document.getElementById("search-result").content.firstElementChild.cloneNode(true);
    const link = item.querySelector("a");
    link.href = `${say.issues}${id}/index.html`;
    const title = record?.issue.title;
    if (!title) link.textContent = link.textContent.replace("{id}", id);
    else {
      link.textContent = "";
      link.dir = "auto";
      marked(link, plain(title, "text"), which);
    }
    if (!record) return item;
    const report = record.thread.find((message) => message.id === 1);
    if (title && report?.lang) link.lang = report.lang;
    item.querySelector(".of-status").textContent = nameOf("status", statusOf(record));
    item.querySelector(".of-type").textContent = statusOf(record) === "praise" ? "" : nameOf("type", record.issue.type);
    item.querySelector(".of-product").textContent = record.issue.product ? nameOf("product", record.issue.product) : "";
    const day = /^\d{4}-\d{2}-\d{2}/.exec(report?.at?.at ?? "")?.[0];
    if (day) {
      const time = document.createElement("time");
      time.dateTime = day;
      time.textContent = dayFormat.format(new Date(`${day}T00:00:00Z`));
      item.querySelector(".of-day").append(time);
    }
    const snippet = item.querySelector(".snippet");
    const part = snippetOf(record.thread, which);
    if (part.lang) snippet.lang = part.lang;
    if (part.start) snippet.append("… ");
    marked(snippet, part.text, which, part.start, part.stop);
    if (part.stop < part.text.length) snippet.append(" …");
    return item;
  };

  const itemsFor = async (ids, which) => {
    const records = await Promise.all(ids.map((id) => searchIndex.ask(`${say.records}${id}.json`, "json").catch(() => null)));
    return ids.map((id, n) => resultOf(id, records[n], which));
  };

  let latest = 0; // the number of the search that was asked for last: answers to those before it are not shown
  let result = { ids: [], which: () => -1 };

  const chosenNow = () => CHOICES.map((name) => [name, form.elements.namedItem(name)?.value]).filter(([, value]) => value);

  const clear = (words) => {
    list.replaceChildren();
    heading.hidden = true;
    more.hidden = true;
    told.textContent = words;
  };

  const words = ({ ids, all, any, short }) => {
    const found = all ? say.found : say.part;
    if (short && !ids.length) return say.short;
    const said = ids.length ? found.replace("{n}", numberFormat.format(ids.length)) : any ? say.limited : say.none;
    return short ? `${said} ${say.short}` : said;
  };

  // Search for what the form says now. The address keeps it, so that it can be sent to somebody, and come back to.
  const search = async (isSubmitted) => {
    latest += 1;
    const now = latest;
    const asked = searchWords.asked(field.value).slice(0, MOST);
    const chosen = chosenNow();
    const query = new URLSearchParams([...(field.value ? [["q", field.value]] : []), ...chosen]).toString();
    history.replaceState(null, "", query ? `?${query}` : location.pathname);
    if (!asked.length && !chosen.length) {
      clear(field.value.trim() ? say.short : "");
      return;
    }
    if (isSubmitted) told.textContent = say.waiting;
    try {
      const found = await searchIndex.find(asked, chosen);
      if (now !== latest) return;
      const items = await itemsFor(found.ids.slice(0, PAGE), found.which);
      if (now !== latest) return;
      result = found;
      clear(words(found));
      list.append(...items);
      heading.hidden = !items.length;
      more.hidden = found.ids.length <= PAGE;
      if (isSubmitted && items.length) heading.focus();
    } catch {
      if (now === latest) clear(say.failed);
    }
  };

  more.addEventListener("click", async () => {
    const now = latest;
    const start = list.children.length;
    const items = await itemsFor(result.ids.slice(start, start + PAGE), result.which);
    if (now !== latest || start !== list.children.length) return;
    list.append(...items);
    more.hidden = result.ids.length <= list.children.length;
    items[0]?.querySelector("a").focus();
  });

  let waiting = 0;
  const soon = (wait) => {
    clearTimeout(waiting);
    waiting = setTimeout(search, wait, false);
  };
  field.addEventListener("input", () => soon(PAUSE));
  form.addEventListener("change", (event) => event.target !== field && soon(0));
  form.addEventListener("reset", () => soon(0));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    search(true);
  });

  const given = new URLSearchParams(location.search);
  field.value = given.get("q") ?? "";
  for (const name of CHOICES) {
    const choice = form.elements.namedItem(name);
    if (choice && given.get(name)) choice.value = given.get(name);
  }
  form.hidden = false;
  search(false);
})();
