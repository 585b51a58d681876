// Text typed into a form is kept in this tab, and offered back to the same person when the session ended meanwhile.
"use strict";

{
const KEPT = "kept:";
const person = document.body.dataset.person || "";

function keys() {
  return Object.keys(window.sessionStorage).filter(function (key) { return key.indexOf(KEPT) === 0; });
}

function read(key) {
  try { return JSON.parse(window.sessionStorage.getItem(key)); } catch (error) { return null; }
}

function write(key, value) {
  // A full or forbidden store only means that nothing is kept.
  try { window.sessionStorage.setItem(key, JSON.stringify(value)); } catch (error) { /* nothing kept */ }
}

function forgetAll() {
  keys().forEach(function (key) { window.sessionStorage.removeItem(key); });
}

function fieldsOf(form) {
  return Array.from(form.elements).filter(function (field) {
    return field.name && !field.disabled && ["hidden", "password", "file", "submit", "button"].indexOf(field.type) < 0;
  });
}

function textOf(form) {
  return fieldsOf(form).map(function (field) {
    if (field.type === "checkbox" || field.type === "radio") { return [field.name, field.value, field.checked]; }
    if (field.type === "select-multiple") {
      return [field.name, Array.from(field.selectedOptions).map(function (option) { return option.value; })];
    }
    return [field.name, field.value];
  });
}

function restore(form, text) {
  const fields = fieldsOf(form);
  text.forEach(function (item, index) {
    const field = fields[index];
    if (!field || field.name !== item[0]) { return; }
    if (item.length === 3) { field.checked = item[2]; }
    else if (Array.isArray(item[1])) {
      Array.from(field.options).forEach(function (option) { option.selected = item[1].indexOf(option.value) >= 0; });
    } else { field.value = item[1]; }
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

function makeButton(word, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-sm btn-outline-primary";
  button.textContent = word;
  button.addEventListener("click", act);
  return button;
}

function offer(form, key, kept) {
  const bar = document.createElement("div");
  const words = document.createElement("span");
  bar.className = "note note-warning kept";
  bar.setAttribute("role", "status");
  words.textContent = "登录中断前，您在本页填写的文字还保留着（不含文件和密码）。";
  function done() { window.sessionStorage.removeItem(key); bar.remove(); }
  bar.append(words, makeButton("恢复填写内容", function () { restore(form, kept.text); done(); }), makeButton("不需要", done));
  form.prepend(bar);
}

function keep(form, index) {
  const key = KEPT + window.location.pathname + "#" + index;
  const kept = read(key);
  if (kept && kept.person === person && kept.interrupted) { offer(form, key, kept); }
  form.addEventListener("input", function () { write(key, { person: person, text: textOf(form) }); });
  form.addEventListener("submit", function () { write(key, { person: person, text: textOf(form), sent: true }); });
}

if (person) {
  // What was sent and not thrown back to the sign-in has arrived; what another person typed is not ours to show.
  keys().forEach(function (key) {
    const kept = read(key);
    if (!kept || kept.person !== person || (kept.sent && !kept.interrupted)) { window.sessionStorage.removeItem(key); }
  });
  document.querySelectorAll("form[data-keep]").forEach(keep);
  document.querySelectorAll("form[data-forgets]").forEach(function (form) { form.addEventListener("submit", forgetAll); });
} else {
  // The sign-in page or an error page: whatever was being filled was interrupted.
  keys().forEach(function (key) {
    const kept = read(key);
    if (kept) { kept.interrupted = true; write(key, kept); }
  });
}
}
