// What htmx leaves to the page when it puts new content in: words, focus, and the way out of errors.
import { announce } from "./announcer.js";
import { fitDrawer } from "./disclosures.js";

let drawerWasOpen;

export function listenForSwaps(showButtons) {
  document.addEventListener("htmx:beforeSwap", () => {
    drawerWasOpen = document.querySelector("#filters-drawer")?.open;
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    showButtons();
    const drawer = document.querySelector("#filters-drawer");
    if (drawer && drawerWasOpen !== undefined) drawer.open = drawerWasOpen;
    keepFocus(event.detail.requestConfig?.elt);
    announce(document.querySelector("#hits")?.textContent);
  });
  document.addEventListener("htmx:historyRestore", () => {
    showButtons();
    fitDrawer();
  });
  for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:swapError"]) {
    document.addEventListener(failure, (event) => goThere(event.detail));
  }
}

/** The browser itself shows what went wrong better than a page that stays as it was. */
function goThere({ requestConfig, pathInfo }) {
  if (requestConfig?.verb === "get") location.assign(pathInfo.finalRequestPath ?? pathInfo.requestPath);
}

/** htmx finds what had the focus by its id; where it is gone, and after turning a page, go to the top. */
function keepFocus(pressed) {
  const lost = document.activeElement === document.body;
  if (!lost && !pressed?.closest(".pager")) return;
  const hits = document.querySelector("#hits");
  if (!hits) return;
  hits.tabIndex = -1;
  hits.focus();
}
