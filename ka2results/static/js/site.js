// What the pages of everyone gain from scripts. Without them every page works all the same.
import { listenForCopying } from "./copying.js";
import { listenForDisclosures } from "./disclosures.js";
import { listenForShortcuts } from "./shortcuts.js";
import { listenForSwaps } from "./swaps.js";

/** Show the buttons that only a script can serve; they stand hidden in the page. */
function showButtons() {
  for (const button of document.querySelectorAll("button[data-copy], button[data-dialog]")) {
    button.hidden = false;
  }
}

showButtons();
listenForCopying();
listenForDisclosures();
listenForShortcuts();
listenForSwaps(showButtons);
