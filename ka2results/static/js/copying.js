// Buttons that copy: <button data-copy="#what" data-copied="Copied" hidden>.
import { announce } from "./announcer.js";

const SHOWN_MS = 2000;

export function listenForCopying() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-copy]");
    if (button) copy(button);
  });
}

async function copy(button) {
  const source = document.querySelector(button.dataset.copy);
  if (!source) return;
  const words = source.value ?? source.textContent.trim();
  if (await written(words)) confirm(button);
  else select(source);
}

async function written(words) {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    // No clipboard without https, or it was refused: the old way may still be open.
    return writtenTheOldWay(words);
  }
}

function writtenTheOldWay(words) {
  const focused = document.activeElement;
  const area = document.createElement("textarea");
  area.value = words;
  area.className = "visually-hidden";
  // Inside an open dialog only what is in it can be selected.
  (focused?.closest("dialog") ?? document.body).append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  focused?.focus();
  return done;
}

/** The last resort: the words are selected, the reader presses the keys. */
function select(source) {
  if (source.select) source.select();
  else getSelection().selectAllChildren(source);
}

function confirm(button) {
  const { copied } = button.dataset;
  announce(copied);
  if (button.dataset.words) return;
  button.dataset.words = button.textContent;
  button.textContent = copied;
  setTimeout(() => {
    button.textContent = button.dataset.words;
    delete button.dataset.words;
  }, SHOWN_MS);
}
