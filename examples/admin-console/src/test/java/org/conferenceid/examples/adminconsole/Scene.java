package org.conferenceid.examples.adminconsole;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.examples.support.Person;
import org.conferenceid.spring.console.page.References;
import org.conferenceid.spring.console.page.References.Kind;
import org.springframework.context.ApplicationContext;

/** A window on its way to a state. Nothing here depends on the reader's language. */
record Scene(Page page, ApplicationContext application) {
  /** Tests elsewhere use those before. */
  private static final AtomicInteger USED = new AtomicInteger(300);

  private static final List<Person> PEOPLE = MadeUpPeople.all();

  <T> T bean(Class<T> type) {
    return application.getBean(type);
  }

  void open(String path) {
    page.navigate("/conference/" + path);
  }

  void open(UserId user) {
    open("users/" + bean(References.class).of(user));
  }

  /** A link to what a text stands for. */
  String reference(Kind kind, String text) {
    return bean(References.class).of(kind, text);
  }

  /** One that nothing else uses. */
  int number() {
    return USED.getAndIncrement();
  }

  /** Somebody who is enabled, and whom nobody else uses. */
  UserId anybody() {
    while (true) {
      UserId user = PEOPLE.get(number()).user();
      if (bean(Administration.class).find(user).filter(found -> found.enabled()).isPresent()) {
        return user;
      }
    }
  }

  void reset(UserId user) {
    bean(Administration.class).resets().reset(ResetRequest.of(user).by("somebody").mail(false));
  }

  /** The window that a link opens, or its page for who has no script. */
  void dialog(String link) {
    page.locator("#main a[href$='" + link + "']").click();
    page.locator("section#confirm").waitFor();
  }

  /** Reloads the page until something is there. */
  void reloadUntil(String expected) {
    while (page.locator(expected).count() == 0) {
      page.reload();
    }
  }

  /** The form of a page or a window, by where it is sent. */
  Locator form(String end) {
    return page.locator("form[action$='" + end + "']");
  }

  /** Sends a form by its last button, and waits for what its page then has. */
  void send(String end, String expected) {
    form(end).locator("button:not([formaction])").last().click();
    page.locator(expected).first().waitFor();
  }

  void handIn(String file) {
    byte[] content = file.getBytes(StandardCharsets.UTF_8);
    page.locator("#file").setInputFiles(new FilePayload("meetings.ics", "text/calendar", content));
  }
}
