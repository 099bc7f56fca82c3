// Menus that close by themselves, and filters that are in the way only where there is no room.

const MENUS = "details.menu[open]";
const wide = matchMedia("(min-width: 60rem)");

export function listenForDisclosures() {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !document.querySelector("dialog[open]")) closeByKey();
  });
  // A menu that stays open would hide what is clicked or focused next.
  document.addEventListener("click", (event) => closeAllBut(event.target));
  document.addEventListener("focusin", (event) => closeAllBut(event.target));
  fitDrawer();
  wide.addEventListener("change", fitDrawer);
}

/** Filters start open where they have a column of their own. */
export function fitDrawer() {
  const drawer = document.querySelector("#filters-drawer");
  if (drawer) drawer.open = wide.matches;
}

function closeByKey() {
  for (const menu of document.querySelectorAll(MENUS)) {
    const hadFocus = menu.contains(document.activeElement);
    menu.open = false;
    if (hadFocus) menu.querySelector("summary").focus();
  }
}

function closeAllBut(target) {
  for (const menu of document.querySelectorAll(MENUS)) {
    if (!menu.contains(target)) menu.open = false;
  }
}
