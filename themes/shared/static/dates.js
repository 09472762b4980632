// Adds to pages what only the reader's own clock knows: that a date has passed, and that a page is old. Pages do without it.
(() => {
  "use strict";
  const now = new Date();
  const today = [now.getFullYear(), String(now.getMonth() + 1).padStart(2, "0"), String(now.getDate()).padStart(2, "0")].join("-");
  const { asOf, stale } = document.body.dataset;

  if (asOf && Date.parse(today) - Date.parse(asOf) > 7 * 86400000) {
    const note = document.createElement("p");
    note.className = "stale";
    note.setAttribute("role", "status");
    note.textContent = stale;
    document.getElementById("main").prepend(note);
  }

  for (const due of document.querySelectorAll("time[data-due]")) {
    if (due.dateTime < today) {
      const passed = document.createElement("span");
      passed.className = "passed";
      passed.textContent = `(${due.dataset.due})`;
      due.after(" ", passed);
    }
  }
})();
