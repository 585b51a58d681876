// Small helps for pages that also work without them. Nothing newer than Chromium 90.
"use strict";

// A block, so that a page that takes the place of another may run this file again.
{
// A second click on the same button sends nothing; the button wakes when the page is shown again.
function guardAgainstTwice() {
  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (form.dataset.sure && !window.confirm(form.dataset.sure)) { event.preventDefault(); return; }
    if ((form.method || "").toLowerCase() !== "post" || form.hasAttribute("data-again")) { return; }
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    if (window.sendWithProgress && window.sendWithProgress(form, event)) { return; }
    window.setTimeout(function () { setButtons(form, true); }, 0);
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) {
      delete form.dataset.sent;
      setButtons(form, false);
    });
  });
}

window.setButtons = setButtons;

function setButtons(form, off) {
  form.querySelectorAll("button[type=submit], button:not([type])").forEach(function (button) {
    button.disabled = off;
    if (off) { button.dataset.word = button.textContent; button.textContent = "正在提交…"; }
    else if (button.dataset.word) { button.textContent = button.dataset.word; }
  });
}

// 显示/隐藏 beside a password.
function showPasswords() {
  document.querySelectorAll("[data-shows]").forEach(function (button) {
    const input = document.getElementById(button.dataset.shows);
    button.addEventListener("click", function () {
      const shown = input.type === "password";
      input.type = shown ? "text" : "password";
      button.textContent = shown ? "隐藏" : "显示";
      button.setAttribute("aria-pressed", String(shown));
    });
  });
}

// Back to the form as the browser kept it; an answer that took the form's own place in the history opens it anew.
function goBack() {
  document.querySelectorAll("a[data-back]").forEach(function (link) {
    link.addEventListener("click", function (event) {
      if (window.history.length > 1 && !(window.history.state && window.history.state.inPlace)) {
        event.preventDefault();
        window.history.back();
      }
    });
  });
}

function printOnDemand() {
  document.querySelectorAll("[data-prints], [data-print]").forEach(function (button) {
    button.addEventListener("click", function () { window.print(); });
  });
}

// What is folded on screen opens for its link, and as a whole for paper.
function unfold() {
  function openTarget() {
    const target = window.location.hash.length > 1 && document.getElementById(window.location.hash.slice(1));
    if (target && target.tagName === "DETAILS") { target.open = true; target.scrollIntoView(); }
  }
  window.addEventListener("hashchange", openTarget);
  openTarget();
  document.querySelectorAll("a[href^='#']").forEach(function (link) {
    link.addEventListener("click", function () { if (link.hash === window.location.hash) { openTarget(); } });
  });
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details.annex:not([open])").forEach(function (part) { part.open = true; part.dataset.folded = ""; });
  });
  window.addEventListener("afterprint", function () {
    document.querySelectorAll("details[data-folded]").forEach(function (part) { part.open = false; delete part.dataset.folded; });
  });
}

// A table wider than its frame can be scrolled by keyboard too.
function reachWideTables() {
  document.querySelectorAll(".table-wrap").forEach(function (wrap) {
    if (wrap.scrollWidth > wrap.clientWidth) {
      const caption = wrap.querySelector("caption");
      wrap.tabIndex = 0;
      wrap.setAttribute("role", "region");
      wrap.setAttribute("aria-label", caption ? caption.textContent : "表格");
    }
  });
}

function focusFirstWrong() {
  const wrong = document.querySelector("[data-focus]");
  if (wrong) { wrong.focus(); }
}

// The person menu closes as people expect: by Escape and by a click elsewhere.
function closePersonMenu() {
  const menu = document.querySelector("details.person");
  if (!menu) { return; }
  document.addEventListener("click", function (event) { if (!menu.contains(event.target)) { menu.open = false; } });
  menu.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { menu.open = false; menu.querySelector("summary").focus(); }
  });
}

guardAgainstTwice();
showPasswords();
goBack();
printOnDemand();
unfold();
reachWideTables();
focusFirstWrong();
closePersonMenu();
}
