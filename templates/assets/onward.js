// A page that leads on keeps the place within the page: an address with a fragment goes to the same
// fragment of the page that it leads to. Without this script the page leads on without it.
(() => {
  const on = document.querySelector("h1 a");
  if (on && location.hash) location.replace(new URL(location.hash, on.href));
})();
