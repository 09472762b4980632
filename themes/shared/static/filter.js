// Shows only those lines of a page that say what the reader types. Pages do without it: the ways through the issues are links.
(() => {
  "use strict";
  const form = document.querySelector("form[data-filter]");
  const field = form?.querySelector("input");
  const told = form?.querySelector("output");
  const lines = form ? [...document.querySelectorAll(form.dataset.filter)] : [];
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
    told.textContent = words.length > 0 ? form.dataset.shown.replace("{shown}", shown).replace("{all}", lines.length) : "";
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", choose);
  form.hidden = false;
  choose();
})();
