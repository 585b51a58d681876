// Looks again after some seconds while something is being made; without it the page has a link that does the same.
"use strict";

{
const waiting = document.querySelector("[data-look-again]");
if (waiting) {
  window.setTimeout(function () {
    if (document.visibilityState === "visible") { window.location.reload(); }
  }, Number(waiting.dataset.lookAgain) * 1000);
}
}
