// `/` goes to the search, `?` lists the shortcuts. Both can be switched off: WCAG 2.2, 2.1.4.

const KEPT = "ka2-shortcuts";
const ACTIONS = { "/": focusSearch, "?": () => openDialog("#shortcuts") };

let off = kept();

export function listenForShortcuts() {
  document.addEventListener("keydown", (event) => {
    const action = ACTIONS[event.key];
    if (!action || off || isTaken(event)) return;
    event.preventDefault();
    action();
  });
  // The list must be reachable while the shortcuts are off: <button data-dialog="#shortcuts">.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-dialog]");
    if (button) openDialog(button.dataset.dialog);
  });
  const box = document.querySelector("#shortcuts-off");
  if (!box) return;
  box.checked = off;
  box.addEventListener("change", () => {
    off = box.checked;
    keep();
  });
}

function isTaken(event) {
  return event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey
    || event.target.isContentEditable
    || event.target.matches("input, textarea, select")
    || document.querySelector("dialog[open]");
}

function focusSearch() {
  for (const box of document.querySelectorAll("input[type=search]")) {
    // A box that is not shown has no boxes.
    if (box.getClientRects().length) {
      box.focus();
      box.select();
      return;
    }
  }
}

function openDialog(selector) {
  document.querySelector(selector)?.showModal();
}

function kept() {
  try {
    return localStorage.getItem(KEPT) === "off";
  } catch {
    return false; // storage may be blocked
  }
}

function keep() {
  try {
    if (off) localStorage.setItem(KEPT, "off");
    else localStorage.removeItem(KEPT);
  } catch {
    // Storage is blocked: the choice lasts as long as this page.
  }
}
