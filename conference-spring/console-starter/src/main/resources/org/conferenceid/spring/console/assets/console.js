// What pages do better with a script. All of it works without one.
(() => {
  "use strict";

  // The server writes times in the reader's zone; the first page learns it.
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const cookie = `conference-zone=${encodeURIComponent(zone)}`;
  if (zone && !document.cookie.split("; ").includes(cookie)) {
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `${cookie}; Path=/; SameSite=Strict; Max-Age=31536000${secure}`;
    if (document.querySelector("time") && document.cookie.split("; ").includes(cookie)) {
      location.reload();
    }
  }

  // A form is sent once, however often its button is pressed.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "true";
    form.setAttribute("aria-busy", "true");
  });
  // Back from another page, it can be sent again: the server knows what it has done already.
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => {
      delete form.dataset.sent;
      form.removeAttribute("aria-busy");
    });
  });

  // A link with hx-target="#dialog" opens its page's form in a window of this page.
  const dialog = document.getElementById("dialog");
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target === dialog && dialog.childElementCount > 0) {
      dialog.showModal();
    }
  });
  dialog.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) {
      event.preventDefault();
      dialog.close();
    }
  });
  dialog.addEventListener("close", () => dialog.replaceChildren());

  // A button with data-copy="id of an element" copies that element's text, and says so.
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) {
      return;
    }
    const source = document.getElementById(button.dataset.copy);
    await navigator.clipboard.writeText(source.dataset.text ?? source.value ?? source.textContent);
    const said = document.getElementById(button.getAttribute("aria-describedby"));
    if (said) {
      said.textContent = button.dataset.copied;
    }
  });
})();
