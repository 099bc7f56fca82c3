// Words for people who do not see what changed.

/** Have a screen reader say something, also when it says the same again. */
export function announce(words) {
  const announcer = document.querySelector("#announcer");
  if (!announcer || !words) return;
  announcer.textContent = "";
  // A status is read when it changes, and only if it was empty for a moment.
  setTimeout(() => { announcer.textContent = words; }, 50);
}
