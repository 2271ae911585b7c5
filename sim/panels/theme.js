// Light or dark: what the page is, and telling when that changes. Put before the module that uses it.

function themeOfPage() {
  const body = document.body;
  const said = body.dataset.jpThemeLight; // JupyterLab, and Voilà with one of its own themes
  if (said === "true" || said === "false") return said === "true" ? "light" : "dark";
  if (body.classList.contains("theme-dark")) return "dark";
  if (body.classList.contains("theme-light")) return "light";
  return window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

// Calls `told` with "light" or "dark" at every change. Returns what stops it.
function watchTheme(told) {
  let last = themeOfPage();
  const look = () => {
    const now = themeOfPage();
    if (now !== last) told((last = now));
  };
  const watcher = new MutationObserver(look);
  watcher.observe(document.body, {
    attributes: true,
    attributeFilter: ["data-jp-theme-light", "class"],
  });
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", look);
  return () => {
    watcher.disconnect();
    system.removeEventListener("change", look);
  };
}
