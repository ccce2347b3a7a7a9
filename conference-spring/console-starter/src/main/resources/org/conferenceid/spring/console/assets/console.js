// What pages do better with a script. All of it works without one.
(() => {
  "use strict";

  // The server writes times in the reader's zone; the first page learns it.
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const cookie = `conference-zone=${encodeURIComponent(zone)}`;
  if (zone && !document.cookie.split("; ").includes(cookie)) {
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `${cookie}; Path=/; SameSite=Strict; Max-Age=31536000${secure}`;
    if (document.querySelector("time, .foot") && document.cookie.split("; ").includes(cookie)) {
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

  // A part of the page that was replaced says what is new in it: how many were found, or how far a run is.
  document.addEventListener("htmx:afterSettle", (event) => {
    const part = document.getElementById(event.detail.target.id);
    const said = document.getElementById("said");
    if (part?.dataset.said && said.textContent !== part.dataset.said) {
      said.textContent = part.dataset.said;
    }
    // After a search as one types, the page's address leads to the same list.
    if (part?.id === "results") {
      history.replaceState(null, "", event.detail.xhr.responseURL);
    }
  });

  // A button with data-copy="id of an element" copies that element's text, and says so. With data-rich it is copied as HTML,
  // and the text of the other element for programs that know none.
  const text = (id) => {
    const source = document.getElementById(id);
    return source.dataset.text ?? source.textContent;
  };
  // By an event: what clipboard.write() is given loses its styles where, as here, a page may have none of its own.
  const copyRich = (html, plain) => {
    const selection = getSelection();
    selection.selectAllChildren(document.getElementById(plain));
    const put = (event) => {
      event.clipboardData.setData("text/html", text(html));
      event.clipboardData.setData("text/plain", text(plain));
      event.preventDefault();
    };
    document.addEventListener("copy", put, { once: true });
    const done = document.execCommand("copy");
    document.removeEventListener("copy", put);
    selection.removeAllRanges();
    return done;
  };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) {
      return;
    }
    const { copy, rich } = button.dataset;
    if (!rich) {
      await navigator.clipboard.writeText(text(copy));
    } else if (!copyRich(copy, rich)) {
      return;
    }
    document.getElementById(button.getAttribute("aria-describedby")).textContent = button.dataset.copied;
  });
  if (navigator.clipboard) {
    document.documentElement.classList.add("scripts");
  }
})();
