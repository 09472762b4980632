// Reloads the page when the site was built again. Served by the preview alone; no published page holds it.
"use strict";
const shown = document.currentScript.dataset.build;
new EventSource("/__onrecord__/events").addEventListener("build", (event) => {
  if (event.data !== shown) location.reload();
});
