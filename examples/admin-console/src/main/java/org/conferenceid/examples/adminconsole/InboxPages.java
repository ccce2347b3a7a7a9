package org.conferenceid.examples.adminconsole;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.server.ResponseStatusException;

/** The inbox: a list that shows mails as they arrive, and each mail as HTML and as text. */
@Controller
class InboxPages {
  /** A mail may bring its own styles, and nothing else: no script, no form, no other site. */
  private static final String NOTHING_BUT_STYLE =
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

  private static final int MAX_SHOWN = 100;

  private final Inbox inbox;

  InboxPages(Inbox inbox) {
    this.inbox = inbox;
  }

  /** The page, or the list alone for the script that asks for it again and again. */
  @GetMapping("/inbox")
  String list(
      Model model, @RequestHeader(name = "HX-Request", required = false) @Nullable String partly) {
    List<Inbox.Letter> letters = inbox.newestFirst();
    model.addAttribute("letters", letters.stream().limit(MAX_SHOWN).toList());
    model.addAttribute("more", letters.size() > MAX_SHOWN);
    model.addAttribute("open", inbox.isOpen());
    return partly == null ? "example/inbox" : "example/inbox :: letters";
  }

  @GetMapping("/inbox/{number}")
  String letter(@PathVariable int number, Model model) {
    model.addAttribute("letter", find(number));
    return "example/letter";
  }

  /** For the frame within the letter's page. */
  @GetMapping("/inbox/{number}/html")
  ResponseEntity<String> html(@PathVariable int number) {
    return ResponseEntity.ok()
        .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
        .header("Content-Security-Policy", NOTHING_BUT_STYLE)
        .body(find(number).html());
  }

  private Inbox.Letter find(int number) {
    return inbox.find(number).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
