package org.conferenceid.examples.adminconsole;

import static org.conferenceid.examples.adminconsole.Look.DARK;
import static org.conferenceid.examples.adminconsole.Look.FORCED_COLOURS;
import static org.conferenceid.examples.adminconsole.Look.LIGHT;
import static org.conferenceid.examples.adminconsole.Look.NARROW;
import static org.conferenceid.examples.adminconsole.Look.ZOOMED;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A language, and how pages are looked at in it. */
enum Language {
  EN("ltr"),
  AR("rtl"),
  DE("ltr"),
  FR("ltr");

  private final String direction;

  Language(String direction) {
    this.direction = direction;
  }

  /** What differs by language alone is seen best where there is little room. */
  private List<Look> looks() {
    return switch (this) {
      case EN -> List.of(LIGHT, DARK, NARROW, ZOOMED, FORCED_COLOURS);
      case AR -> List.of(LIGHT, DARK, NARROW);
      case DE, FR -> List.of(NARROW);
    };
  }

  /** Keeps pictures of a page as it is, and tells what is wrong with it. */
  List<String> look(Page page, String state) {
    List<String> wrong = new ArrayList<>();
    boolean ofTheConsole = page.url().contains("/conference/");
    if (ofTheConsole && !direction.equals(page.locator("html").getAttribute("dir"))) {
      wrong.add(state + ": not in the reader's direction");
    }
    for (Look look : looks()) {
      look.show(page);
      String name = String.join("-", state, name().toLowerCase(Locale.ROOT), look.toString());
      Visits.picture(page, name);
      look.violations(page).forEach(one -> wrong.add(name + ": " + one));
      if (!Visits.fits(page)) {
        wrong.add(name + ": something stands beyond the edge");
      }
    }
    return wrong;
  }
}
