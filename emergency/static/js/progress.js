// Files: what was chosen and how large, and how far the sending has come. Without this the form is sent plainly.
"use strict";

{
const MOST = 200 * 1024 * 1024;

function sizeOf(bytes) {
  return bytes < 1024 * 1024 ? Math.ceil(bytes / 1024) + " KB" : (bytes / 1024 / 1024).toFixed(1) + " MB";
}

function listChosen(input) {
  const place = input.parentNode;
  const old = place.querySelector(".chosen");
  if (old) { old.remove(); }
  const list = document.createElement("ul");
  list.className = "chosen";
  list.setAttribute("role", "status");
  Array.from(input.files).forEach(function (file) {
    const line = document.createElement("li");
    line.textContent = file.name + "，" + sizeOf(file.size);
    if (file.size > MOST) { line.className = "too-large"; line.textContent += "：超过 200 MB，请压缩或分册后再选"; }
    if (file.size === 0) { line.className = "too-large"; line.textContent += "：文件是空的，请重新选择"; }
    list.append(line);
  });
  place.append(list);
}

function show(answer) {
  // The answer takes the place of this page, so its messages are read once and the form comes back as filled.
  window.history.replaceState({ inPlace: true }, "", answer.responseURL);
  document.open();
  document.write(answer.responseText);
  document.close();
}

function line(form) {
  const old = form.querySelector(".progress-line");
  if (old) { old.remove(); }
  const made = document.createElement("div");
  made.className = "progress-line";
  made.setAttribute("role", "status");
  form.querySelector(".form-acts").after(made);
  return made;
}

function broken(form, place) {
  place.textContent = "发送没有完成：网络中断，或文件超过 200 MB。填写的内容还在，请检查后重新提交。";
  place.classList.add("wrong");
  delete form.dataset.sent;
  window.setButtons(form, false);
}

// Nothing is sent that the server must refuse for its size: the answer would come late, and the form would be gone.
function tooLarge(form) {
  let total = 0;
  form.querySelectorAll("input[type=file]").forEach(function (input) {
    Array.from(input.files).forEach(function (file) { total += file.size; });
  });
  return total > MOST;
}

function stopLarge(form) {
  const place = line(form);
  place.textContent = "没有发送：所选文件合计超过 200 MB。填写的内容还在，请压缩扫描件（建议 200 dpi、灰度）或分册后重新选择。";
  place.classList.add("wrong");
  place.setAttribute("role", "alert");
  window.setTimeout(function () { delete form.dataset.sent; window.setButtons(form, false); }, 0);
}

function send(form, event) {
  const place = line(form);
  const bar = document.createElement("progress");
  const words = document.createElement("span");
  const asking = new XMLHttpRequest();
  const data = new FormData(form);
  if (event.submitter && event.submitter.name) { data.append(event.submitter.name, event.submitter.value); }
  bar.max = 100;
  bar.setAttribute("aria-label", "上传进度");
  words.textContent = "正在上传…";
  place.append(bar, words);
  asking.upload.addEventListener("progress", function (step) {
    if (!step.lengthComputable) { return; }
    bar.value = Math.floor(step.loaded * 100 / step.total);
    words.textContent = step.loaded < step.total ? "正在上传 " + bar.value + "%" : "已上传，正在检查文件…";
  });
  asking.addEventListener("load", function () { show(asking); });
  asking.addEventListener("error", function () { broken(form, place); });
  asking.open("POST", form.action);
  asking.send(data);
}

window.sendWithProgress = function (form, event) {
  const chosen = Array.from(form.querySelectorAll("input[type=file]")).some(function (input) { return input.files.length; });
  if (!form.hasAttribute("data-progress") || !chosen) { return false; }
  event.preventDefault();
  if (tooLarge(form)) { stopLarge(form); return true; }
  send(form, event);
  window.setButtons(form, true);
  return true;
};

document.querySelectorAll("form[data-progress] input[type=file]").forEach(function (input) {
  input.addEventListener("change", function () { listChosen(input); });
});
}
