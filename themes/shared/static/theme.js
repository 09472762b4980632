// Remembers whether a reader wants the page light, dark, or as the device has it. Pages do without it.
(() => {
  "use strict";
  const root = document.documentElement;
  const key = "onrecord-theme";

  const chosen = () => {
    try {
      return localStorage.getItem(key) ?? "";
    } catch {
      return "";
    }
  };
  const show = (choice) => {
    if (choice === "light" || choice === "dark") root.dataset.theme = choice;
    else delete root.dataset.theme;
    for (const button of document.querySelectorAll(".appearance button")) {
      button.setAttribute("aria-pressed", String(button.value === choice));
    }
  };
  const choose = (choice) => {
    try {
      if (choice) localStorage.setItem(key, choice);
      else localStorage.removeItem(key);
    } catch {
      // a browser that remembers nothing shows the choice on this page
    }
    show(choice);
  };

  show(chosen()); // before anything is painted
  document.addEventListener("DOMContentLoaded", () => {
    const place = document.querySelector(".appearance");
    if (!place) return;
    place.hidden = false;
    show(chosen());
    place.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button) choose(button.value);
    });
  });
})();
