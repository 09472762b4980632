// Shows only those lines of a page that say what the reader types. Pages do without it: the ways through the issues are links.
(() => {
  "use strict";
  const box = document.querySelector("[data-filter]");
  const field = box?.querySelector("input");
  const told = box?.querySelector("output");
  const lines = box ? [...document.querySelectorAll(box.dataset.filter)] : [];
  if (lines.length === 0) return;
  const plain = (text) => text.toLocaleLowerCase(document.documentElement.lang || undefined).normalize("NFKC");
  const texts = lines.map((line) => plain(line.textContent));

  const choose = () => {
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    lines.forEach((line, n) => {
      line.hidden = !words.every((word) => texts[n].includes(word));
      shown += line.hidden ? 0 : 1;
    });
    told.textContent = words.length > 0 ? box.dataset.shown.replace("{shown}", shown).replace("{all}", lines.length) : "";
  };

  field.addEventListener("input", choose);
  box.hidden = false;
  choose();
})();
