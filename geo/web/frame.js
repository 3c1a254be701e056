// What every page does.
import { startKeepAddress, startMenus, startOffline } from "./frame/bar.js";
import { startSearch } from "./frame/search.js";

document.querySelectorAll("[data-search]").forEach(startSearch);
startMenus();
startKeepAddress();
startOffline();
