// The tree of regions: each level is fetched when it is opened. Nothing newer than Chromium 90.
"use strict";

const tree = document.getElementById("tree");

function twigs() {
  // Only what is shown: a closed branch hides its own.
  return Array.from(tree.querySelectorAll(".twig, a")).filter(function (one) { return one.offsetParent !== null; });
}

function setOpen(twig, open) {
  const list = twig.parentElement.querySelector("ul");
  twig.setAttribute("aria-expanded", String(open));
  if (list) { list.hidden = !open; }
}

function say(twig, words) {
  const note = document.createElement("p");
  note.className = "muted";
  note.setAttribute("role", "status");
  note.textContent = words;
  twig.parentElement.appendChild(note);
  return note;
}

function load(twig) {
  twig.dataset.loading = "yes";
  const note = say(twig, "正在读取…");
  window.fetch(twig.dataset.branch, { credentials: "same-origin" }).then(function (answer) {
    if (!answer.ok || answer.redirected) { throw new Error("not loaded"); }
    return answer.text();
  }).then(function (html) {
    note.remove();
    const place = document.createElement("template");
    place.innerHTML = html;
    twig.parentElement.appendChild(place.content);
    setOpen(twig, true);
  }).catch(function () {
    note.textContent = "没有读到下级，请重新登录或点名称进入。";
  }).finally(function () { delete twig.dataset.loading; });
}

function toggle(twig, open) {
  if (twig.dataset.loading) { return; }
  if (open && !twig.parentElement.querySelector("ul")) { load(twig); } else { setOpen(twig, open); }
}

function isOpen(twig) { return twig.getAttribute("aria-expanded") === "true"; }

function move(from, step) {
  const all = twigs();
  const next = all[all.indexOf(from) + step];
  if (next) { next.focus(); }
}

function onKey(event) {
  const one = event.target;
  const twig = one.parentElement.querySelector(".twig");
  const moves = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in moves) { move(one, moves[event.key]); }
  else if (event.key === "ArrowRight" && twig && !isOpen(twig)) { toggle(twig, true); }
  else if (event.key === "ArrowLeft" && twig && isOpen(twig)) { toggle(twig, false); }
  else { return; }
  event.preventDefault();
}

if (tree) {
  tree.addEventListener("click", function (event) {
    if (event.target.classList.contains("twig")) { toggle(event.target, !isOpen(event.target)); }
  });
  tree.addEventListener("keydown", onKey);
  // One city: its counties are what one came for.
  const first = tree.querySelectorAll(".twig");
  if (first.length === 1) { toggle(first[0], true); }
}
