// The chooser of files stays shut until the question about secrecy is answered with 公开 or 内部. The server asks too.
"use strict";

{
function answerOf(form, name) {
  const field = form.querySelector("[name='" + name + "']:checked, select[name='" + name + "']");
  return field ? field.value : "";
}

function guard(part) {
  const input = part.querySelector("input[type=file]");
  const closed = part.querySelector("[data-closed]");
  function follow() {
    const answer = answerOf(input.form, part.dataset.secrecy);
    const open = answer === "open" || answer === "internal";
    if (!open && input.value) {
      // What was chosen before the answer changed must not be sent.
      input.value = "";
      input.dispatchEvent(new Event("change"));
    }
    input.disabled = !open;
    closed.hidden = open;
    closed.textContent = answer ? "涉密和工作秘密材料不得上传，此处不能选择文件；只登记代号和日期。" : "请先选择公开属性，再选择文件。";
  }
  input.form.addEventListener("change", follow);
  follow();
}

document.querySelectorAll("[data-secrecy]").forEach(guard);
}
