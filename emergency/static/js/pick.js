// A field that names a region or a unit: suggestions while typing, chosen by mouse or arrow keys. Works without, too.
"use strict";

const PATIENCE = 250;

function equip(field) {
  const list = document.createElement("ul");
  const echo = document.getElementById(field.id + "-echo") || document.createElement("p");
  let timer = 0;
  let asked = 0;
  list.className = "pick-list";
  list.id = field.id + "-picks";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "可选的结果");
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("aria-controls", list.id);
  if (!echo.parentElement) { echo.className = "form-text pick-echo"; field.after(echo); }
  echo.setAttribute("role", "status");
  field.after(list);

  function options() { return Array.from(list.querySelectorAll("li[data-value]")); }

  function show(open) {
    list.hidden = !open;
    field.setAttribute("aria-expanded", String(open));
    if (!open) { field.removeAttribute("aria-activedescendant"); }
  }

  function mark(option) {
    options().forEach(function (one) { one.setAttribute("aria-selected", String(one === option)); });
    if (option) { field.setAttribute("aria-activedescendant", option.id); option.scrollIntoView({ block: "nearest" }); }
  }

  function choose(option) {
    // Where the server takes the way to a region as well, people read that instead of a code.
    field.value = "pickWay" in field.dataset ? option.dataset.word : option.dataset.value;
    echo.textContent = "已选：" + option.dataset.word;
    show(false);
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function ask() {
    const words = field.value.trim();
    const mine = ++asked;
    if (!words) { show(false); echo.textContent = ""; return; }
    window.fetch(field.dataset.pick + "?q=" + encodeURIComponent(words), { credentials: "same-origin" }).then(function (answer) {
      if (!answer.ok || answer.redirected) { throw new Error("no answer"); }
      return answer.text();
    }).then(function (html) {
      if (mine !== asked) { return; }
      list.innerHTML = html;
      // Two fields on one page must not share ids.
      options().forEach(function (option) { option.id = field.id + "-" + option.id; });
      show(true);
    }).catch(function () { show(false); });
  }

  field.addEventListener("input", function () { window.clearTimeout(timer); timer = window.setTimeout(ask, PATIENCE); });
  field.addEventListener("blur", function () { window.setTimeout(function () { show(false); }, 150); });
  list.addEventListener("mousedown", function (event) {
    const option = event.target.closest("li[data-value]");
    event.preventDefault();
    if (option) { choose(option); }
  });
  field.addEventListener("keydown", function (event) {
    const all = options();
    const now = all.findIndex(function (one) { return one.getAttribute("aria-selected") === "true"; });
    if (event.key === "Escape") { show(false); return; }
    if (list.hidden || !all.length) { return; }
    if (event.key === "ArrowDown") { mark(all[Math.min(now + 1, all.length - 1)]); }
    else if (event.key === "ArrowUp") { mark(all[Math.max(now - 1, 0)]); }
    else if (event.key === "Enter" && now >= 0) { choose(all[now]); }
    else { return; }
    event.preventDefault();
  });
}

document.querySelectorAll("[data-pick]").forEach(equip);
